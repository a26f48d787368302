using Rehearsal.Estates;

namespace Rehearsal.Properties;

/// <summary>
/// What holds at every moment, in the middle of a script too: above all, that no job of log shipping is enabled too early.
/// </summary>
static class Invariants
{
    public static IEnumerable<string> Broken(Estate estate)
    {
        foreach (var instance in estate.Instances.Values)
        {
            bool IsEnabled(Guid? job) => instance["sysjobs"].Find(row => row.Id("job_id") == job)?.Number("enabled") == 1;
            bool HasSchedule(Guid? job) => instance["sysjobschedules"].Find(row => row.Id("job_id") == job) is not null;
            foreach (var primary in instance["log_shipping_primary_databases"].Records)
                if (IsEnabled(primary.Id("backup_job_id")) && !HasSchedule(primary.Id("backup_job_id")))
                    yield return $"{instance.Id}: the backup job of {primary.Text("primary_database")} is enabled without a schedule";
            foreach (var secondary in instance["log_shipping_secondary"].Records)
            {
                var jobs = new[] { secondary.Id("copy_job_id"), secondary.Id("restore_job_id") };
                if (!jobs.Any(IsEnabled)) continue;
                if (!jobs.All(HasSchedule))
                    yield return $"{instance.Id}: a job of {secondary.Text("primary_database")} is enabled without a schedule";
                var databases = instance["log_shipping_secondary_databases"];
                if (databases.Find(row => row.Id("secondary_id") == secondary.Id("secondary_id")) is null)
                    yield return $"{instance.Id}: a job of {secondary.Text("primary_database")} is enabled without a secondary database";
            }
        }
    }
}
