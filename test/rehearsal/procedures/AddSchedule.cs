using System.Globalization;
using Rehearsal.TSql;

namespace Rehearsal.Procedures;

/// <summary>
/// sp_add_schedule: a schedule that belongs to no job yet. A @schedule_uid that is passed is looked for, and its schedule changed
/// instead. docs/relational-databases/system-stored-procedures/sp-add-schedule-transact-sql.md.
/// </summary>
static class AddSchedule
{
    public static int Run(Call call)
    {
        call.Check();
        var name = call.Text("schedule_name")!;
        var type = call.Number("freq_type", 0);
        var interval = call.Number("freq_interval", 1);
        var subday = call.Number("freq_subday_type", 0);
        var every = call.Number("freq_subday_interval", 0);
        var relative = call.Number("freq_relative_interval", 0);
        var recurrence = call.Number("freq_recurrence_factor", 0);
        var (from, until) = (call.Number("active_start_time", 0), call.Number("active_end_time", 235959));
        var today = long.Parse(call.Instance.LocalTime.ToString("yyyyMMdd", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        var (first, last) = (call.Number("active_start_date", today), call.Number("active_end_date", 99991231));
        if (call.Number("enabled", 1) is not (0 or 1)) return call.Fail(14266, "@enabled");
        if (name.Equals("ALL", StringComparison.OrdinalIgnoreCase)) return call.Fail(14278, "the name ALL");
        if (type is not (1 or 4 or 8 or 16 or 32 or 64 or 128)) return call.Fail(14266, "@freq_type");
        if (type == 4 && interval < 1) return call.Fail(14278, "@freq_interval of a daily schedule");
        if (type == 8 && interval is < 1 or > 127) return call.Fail(14278, "@freq_interval of a weekly schedule");
        if (type == 16 && interval is < 1 or > 31) return call.Fail(14278, "@freq_interval of a monthly schedule");
        if (type == 32 && (interval is < 1 or > 10 || relative is not (1 or 2 or 4 or 8 or 16)))
            return call.Fail(14278, "a monthly relative schedule");
        if (type is 8 or 16 or 32 && recurrence < 1) return call.Fail(14278, "@freq_recurrence_factor");
        if (type is 4 or 8 or 16 or 32)
        {
            if (subday is not (1 or 2 or 4 or 8)) return call.Fail(14266, "@freq_subday_type");
            if (subday == 2 && every < 10) return call.Fail(14278, "fewer than ten seconds");
            if (subday is 4 or 8 && every < 1) return call.Fail(14278, "@freq_subday_interval");
            if (subday is 2 or 4 or 8 && from == until) return call.Fail(14266, "start and end of the day are one time");
        }
        if (!IsTime(from) || !IsTime(until)) return call.Fail(14266, "a time of day");
        if (first < 19900101 || last < first) return call.Fail(14278, "@active_start_date, @active_end_date");
        // "For weekly and monthly schedules a past start date is replaced by today's."
        if (type is 8 or 16 or 32 && first < today) first = today;
        // 0 as the end of the day is stored as 235959 (rules).
        if (until == 0) until = 235959;
        var owner = call.Text("owner_login_name") is { } login ? call.Instance.FindLogin(login)?.Sid : call.Instance.CallerSid;
        if (owner is null) return call.Fail(14262, call.Text("owner_login_name"));
        var schedules = call.Instance["sysschedules"];
        (string, object?)[] values =
        [
            ("name", name), ("owner_sid", owner), ("enabled", call.Number("enabled", 1)), ("freq_type", type), ("freq_interval", interval),
            ("freq_subday_type", subday), ("freq_subday_interval", every),
            ("freq_relative_interval", relative), ("freq_recurrence_factor", recurrence),
            ("active_start_date", first), ("active_end_date", last), ("active_start_time", from), ("active_end_time", until),
        ];
        if (call.Id("schedule_uid") is { } uid && schedules.Find(row => row.Id("schedule_uid") == uid) is { } known)
        {
            schedules.Update(row => row.Id("schedule_uid") == uid, values);
            call.Give("schedule_id", Value.Of(known.Number("schedule_id")!.Value));
            return 0;
        }
        var id = call.Id("schedule_uid") ?? call.Estate.NewId();
        schedules.Insert([("schedule_uid", id), .. values]);
        call.Give("schedule_uid", Value.Of(id));
        call.Give("schedule_id", Value.Of(schedules.Find(row => row.Id("schedule_uid") == id)!.Value.Number("schedule_id")!.Value));
        return 0;
    }

    /// <summary>HHMMSS as a number.</summary>
    static bool IsTime(long time) => time is >= 0 and <= 235959 && time / 100 % 100 < 60 && time % 100 < 60;
}
