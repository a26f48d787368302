using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Rehearsal.TSql;

/// <summary>The functions of the dialect; each is named in Dialect.cs with its page.</summary>
sealed partial class Execution
{
    static readonly DateTime Epoch = new(1900, 1, 1);

    Value Argument(FunctionCall call, int index) => Evaluate(call.Parameters[index]);

    string? TextArgument(FunctionCall call, int index) => Conversion.To(Argument(call, index), SqlType.NVarChar(-1)).Text;

    /// <summary>A string that a function gives: in the collation of its argument.</summary>
    static Value Like(Value argument, string? text, int? length = null) =>
        new(text, SqlType.NVarChar(length ?? argument.Type.Length), argument.Collation, argument.Coercibility);

    Value SystemText(string? text, int length = 128) => new(text, SqlType.NVarChar(length), Session.Collation);

    public Value IsNull(FunctionCall call)
    {
        var (check, other) = (Argument(call, 0), Argument(call, 1));
        var type = call.Parameters[0] is NullLiteral ? other.Type : check.Type;
        if (type.IsString && other.Type.IsString)
        {
            var (collation, coercibility) = Collation.Combine(check, other);
            var chosen = Conversion.To(check.IsNull ? other : check, type);
            return new(chosen.Data, type, collation, coercibility);
        }
        // ISNULL is of the first argument's type: the second is cut to it.
        return Conversion.To(check.IsNull ? other : check, type);
    }

    public Value Len(FunctionCall call) =>
        TextArgument(call, 0) is { } text ? new((long)text.TrimEnd(' ').Length, SqlType.Int) : Value.Null(SqlType.Int);

    public Value DataLength(FunctionCall call)
    {
        var value = Argument(call, 0);
        return value.Data switch
        {
            null => Value.Null(SqlType.Int),
            byte[] bytes => Value.Of(bytes.Length),
            string text => Value.Of(text.Length * (value.Type.Kind is Kind.NChar or Kind.NVarChar ? 2 : 1)),
            _ => throw Outside(call, $"DATALENGTH of {value.Type}"),
        };
    }

    public Value Upper(FunctionCall call) => Like(Argument(call, 0), TextArgument(call, 0)?.ToUpperInvariant());
    public Value RightTrim(FunctionCall call) => Like(Argument(call, 0), TextArgument(call, 0)?.TrimEnd(' '));

    public Value Reverse(FunctionCall call)
    {
        var text = TextArgument(call, 0)?.ToCharArray();
        if (text is not null) Array.Reverse(text);
        return Like(Argument(call, 0), text is null ? null : new string(text));
    }

    public Value Replace(FunctionCall call)
    {
        var (whole, what, with) = (Argument(call, 0), Argument(call, 1), Argument(call, 2));
        var collation = CheckCollation(whole, what);
        if (whole.IsNull || what.IsNull || with.IsNull) return Like(whole, null, -1);
        var comparison = collation.IgnoresCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        return Like(whole, what.Text!.Length == 0 ? whole.Text : whole.Text!.Replace(what.Text, with.Text, comparison), -1);
    }

    public Value CharIndex(FunctionCall call)
    {
        var (what, whole) = (Argument(call, 0), Argument(call, 1));
        var collation = CheckCollation(what, whole);
        if (what.IsNull || whole.IsNull) return Value.Null(SqlType.Int);
        var comparison = collation.IgnoresCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        return Value.Of(what.Text!.Length == 0 ? 0 : whole.Text!.IndexOf(what.Text, comparison) + 1);
    }

    public Value PatIndex(FunctionCall call)
    {
        var (pattern, text) = (Argument(call, 0), Argument(call, 1));
        var collation = CheckCollation(pattern, text);
        return pattern.IsNull || text.IsNull ? Value.Null(SqlType.Int) : Value.Of(Pattern.Index(pattern.Text!, text.Text!, collation));
    }

    public Value Left(LeftFunctionCall call) => Part(call.Parameters, call, (text, count) => text[..Math.Min(count, text.Length)]);
    public Value Right(RightFunctionCall call) => Part(call.Parameters, call, (text, count) => text[^Math.Min(count, text.Length)..]);

    Value Part(IList<ScalarExpression> parameters, TSqlFragment at, Func<string, int, string> part)
    {
        var (text, count) = (Evaluate(parameters[0]), Evaluate(parameters[1]));
        if (!text.Type.IsString) throw Outside(at, $"LEFT or RIGHT of {text.Type}");
        if (text.IsNull || count.IsNull) return text with { Data = null };
        var length = (long)count.Data!;
        if (length < 0) throw new SqlError(536, 16, "Invalid length parameter passed to the LEFT or RIGHT function.");
        var most = parameters[1] is IntegerLiteral ? (int)length : text.Type.Length;
        return new(part(text.Text!, (int)length), text.Type with { Length = most < 0 ? -1 : Math.Max(1, most) }, text.Collation,
            text.Coercibility);
    }

    /// <summary>More than 128 characters give NULL.</summary>
    public Value QuoteName(FunctionCall call)
    {
        var name = Argument(call, 0);
        var quote = call.Parameters.Count > 1 ? TextArgument(call, 1)! : "[";
        if (name.IsNull || name.Text!.Length > 128) return Like(name, null, 258);
        return Like(name, quote switch
        {
            "[" => $"[{name.Text.Replace("]", "]]", StringComparison.Ordinal)}]",
            "'" => $"'{name.Text.Replace("'", "''", StringComparison.Ordinal)}'",
            _ => throw Outside(call, $"QUOTENAME with {quote}"),
        }, 258);
    }

    public Value ParseName(FunctionCall call)
    {
        var text = TextArgument(call, 0);
        var piece = (int)(long)Argument(call, 1).Data!;
        var parts = text?.Split('.');
        return SystemText(parts is null || parts.Length > 4 || piece > parts.Length ? null : parts[^piece]);
    }

    // ---- time: the estate's clock

    public Value GetDate(FunctionCall call) => Value.Of(Session.Instance.LocalTime);
    public Value GetUtcDate(FunctionCall call) => Value.Of(Session.Estate.Now);

    string DatePart(FunctionCall call) =>
        call.Parameters[0] is IdentifierLiteral part ? part.Value : throw Outside(call, "a date part that is no word");

    public Value DateAdd(FunctionCall call)
    {
        var (count, time) = (Conversion.To(Argument(call, 1), SqlType.Int), Conversion.To(Argument(call, 2), SqlType.DateTime));
        if (count.IsNull || time.IsNull) return Value.Null(SqlType.DateTime);
        var (number, from) = ((long)count.Data!, (DateTime)time.Data!);
        return Value.Of((DateTime?)(DatePart(call) switch
        {
            "minute" => from.AddMinutes(number),
            "day" => from.AddDays(number),
            "second" => from.AddSeconds(number),
            var part => throw Outside(call, $"DATEADD({part})"),
        }));
    }

    /// <summary>The number of borders between two times: docs/t-sql/functions/datediff-transact-sql.md.</summary>
    public Value DateDiff(FunctionCall call)
    {
        var (from, to) = (Conversion.To(Argument(call, 1), SqlType.DateTime), Conversion.To(Argument(call, 2), SqlType.DateTime));
        if (from.IsNull || to.IsNull) return Value.Null(SqlType.Int);
        var ticks = DatePart(call) switch
        {
            "minute" => TimeSpan.TicksPerMinute,
            "day" => TimeSpan.TicksPerDay,
            "second" => TimeSpan.TicksPerSecond,
            var part => throw Outside(call, $"DATEDIFF({part})"),
        };
        return Value.Of((((DateTime)to.Data!).Ticks - Epoch.Ticks) / ticks - (((DateTime)from.Data!).Ticks - Epoch.Ticks) / ticks);
    }

    // ---- the server

    public Value ServerProperty(FunctionCall call)
    {
        var name = TextArgument(call, 0)!;
        if (!Dialect.ServerProperties.TryGetValue(name, out var property)) throw Outside(call, $"SERVERPROPERTY('{name}')");
        var value = property(Session.Instance);
        return new(value, value is long ? SqlType.Int : SqlType.NVarChar(128), value is string ? Session.Collation : null);
    }

    /// <summary>Of a temporary table or procedure (assumed), or of a system view; NULL where there is none.</summary>
    public Value ObjectId(FunctionCall call)
    {
        var name = TextArgument(call, 0);
        if (name is null) return Value.Null(SqlType.Int);
        const string Temporary = "tempdb..";
        if (name.StartsWith(Temporary, StringComparison.Ordinal))
            return Session.IsTaken(name[Temporary.Length..]) ? new(1L, SqlType.Int) : Value.Null(SqlType.Int);
        if (!Catalog.Views.ContainsKey(name)) throw Outside(call, $"OBJECT_ID of {name}");
        return Session.Instance.HasView(name) ? new(2L, SqlType.Int) : Value.Null(SqlType.Int);
    }

    public Value DbId(FunctionCall call)
    {
        var name = TextArgument(call, 0);
        return name is null ? Value.Null(SqlType.Int) : new((long?)Session.Instance.DatabaseId(name), SqlType.Int);
    }

    public Value DbName(FunctionCall call)
    {
        var id = Conversion.To(Argument(call, 0), SqlType.Int);
        return SystemText(id.IsNull ? null : Session.Instance.DatabaseName((int)(long)id.Data!));
    }

    public Value HasDbAccess(FunctionCall call)
    {
        var name = TextArgument(call, 0);
        if (name is null) return Value.Null(SqlType.Int);
        if (Session.Instance.SystemDatabases.Contains(name, Session.Names)) return new(1L, SqlType.Int);
        return Session.Instance.FindDatabase(name) is not { } database
            ? Value.Null(SqlType.Int) : new(database.IsReadable ? 1L : 0L, SqlType.Int);
    }

    public Value IsServerRoleMember(FunctionCall call)
    {
        var role = TextArgument(call, 0);
        if (role != "sysadmin") throw Outside(call, $"IS_SRVROLEMEMBER of {role}");
        if (call.Parameters.Count == 1) return new(Session.Instance.CallerIsSysadmin ? 1L : 0L, SqlType.Int);
        var login = TextArgument(call, 1);
        return Session.Instance.FindLogin(login) is { } found ? new(found.IsSysadmin ? 1L : 0L, SqlType.Int) : Value.Null(SqlType.Int);
    }

    /// <summary>Of msdb's tables, and of the server: docs/t-sql/functions/has-perms-by-name-transact-sql.md.</summary>
    public Value HasPermission(FunctionCall call)
    {
        var (securable, permission) = (TextArgument(call, 0), TextArgument(call, 2));
        if (securable?.StartsWith("msdb.dbo.", StringComparison.Ordinal) != true && securable is not null)
            throw Outside(call, $"HAS_PERMS_BY_NAME of {securable}");
        if (permission is not ("SELECT" or "VIEW SERVER STATE" or "VIEW ANY DEFINITION"))
            throw Outside(call, $"the permission {permission}");
        var may = Session.Instance.CallerIsSysadmin || (permission == "SELECT" && Session.Instance.CallerReadsMsdb);
        return new(may ? 1L : 0L, SqlType.Int);
    }

    public Value LoginSid(FunctionCall call) =>
        new(call.Parameters.Count == 0 ? Session.Instance.CallerSid : Session.Instance.FindLogin(TextArgument(call, 0))?.Sid,
            new(Kind.VarBinary, 85));

    public Value LoginName(FunctionCall call) =>
        SystemText(call.Parameters.Count == 0 ? Session.Instance.Caller
            : Conversion.To(Argument(call, 0), new(Kind.VarBinary, 85)).Data is byte[] sid ? Session.Instance.LoginBySid(sid)?.Name
            : null);

    public Value ErrorNumber(FunctionCall call) => caught is null ? Value.Null(SqlType.Int) : Value.Of(caught.Number);
    public Value ErrorMessage(FunctionCall call) => SystemText(caught?.Message, 4000);
}
