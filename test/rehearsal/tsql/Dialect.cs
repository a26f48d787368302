using Microsoft.SqlServer.TransactSql.ScriptDom;
using Rehearsal.Estates;
using Rehearsal.Procedures;
using Rehearsal.Statements;

namespace Rehearsal.TSql;

/// <summary>
/// What scripts may use: statements, options, expressions, functions, tables, procedures. Whatever stands in none of these tables stops the
/// run with file, line and name, carried out or not: so the templates stay simple, and nothing is taken for done that was not.
/// </summary>
static class Dialect
{
    public sealed record StatementKind(string Name, Func<Execution, TSqlStatement, Flow> Run);
    public sealed record ExpressionKind(string Name, Func<Execution, ScalarExpression, Value> Evaluate);
    public sealed record PredicateKind(string Name, Func<Execution, BooleanExpression, bool?> Test);
    public sealed record FunctionKind(int Fewest, int Most, Func<Execution, FunctionCall, Value> Call);

    // ---------------------------------------------------------------------------------------------- statements
    static readonly Dictionary<Type, StatementKind> statements = new()
    {
        [typeof(BeginEndBlockStatement)] = new("BEGIN … END", (x, s) => x.Block((BeginEndBlockStatement)s)),
        [typeof(IfStatement)] = new("IF", (x, s) => x.If((IfStatement)s)),
        [typeof(WhileStatement)] = new("WHILE", (x, s) => x.While((WhileStatement)s)),
        [typeof(TryCatchStatement)] = new("TRY … CATCH", (x, s) => x.Try((TryCatchStatement)s)),
        [typeof(ReturnStatement)] = new("RETURN", (x, s) => x.Return((ReturnStatement)s)),
        [typeof(DeclareVariableStatement)] = new("DECLARE", (x, s) => x.Declare((DeclareVariableStatement)s)),
        [typeof(SetVariableStatement)] = new("SET @variable", (x, s) => x.SetVariable((SetVariableStatement)s)),
        [typeof(PredicateSetStatement)] = new("SET option", (x, s) => x.Options((PredicateSetStatement)s)),
        [typeof(SetCommandStatement)] = new("SET LOCK_TIMEOUT", (x, s) => x.LockTimeout((SetCommandStatement)s)),
        [typeof(SetRowCountStatement)] = new("SET ROWCOUNT", (x, s) => x.RowCount((SetRowCountStatement)s)),
        [typeof(UseStatement)] = new("USE", (x, s) => x.Use((UseStatement)s)),
        [typeof(WaitForStatement)] = new("WAITFOR DELAY", (x, s) => x.Wait((WaitForStatement)s)),
        [typeof(RaiseErrorStatement)] = new("RAISERROR", (x, s) => x.Raise((RaiseErrorStatement)s)),
        [typeof(PrintStatement)] = new("PRINT", (x, s) => x.Print((PrintStatement)s)),
        [typeof(SelectStatement)] = new("SELECT", (x, s) => x.Select((SelectStatement)s)),
        [typeof(CreateTableStatement)] = new("CREATE TABLE #…", (x, s) => x.CreateTable((CreateTableStatement)s)),
        [typeof(AlterTableAddTableElementStatement)] = new("ALTER TABLE #… ADD",
            (x, s) => x.AddColumn((AlterTableAddTableElementStatement)s)),
        [typeof(DropTableStatement)] = new("DROP TABLE #…", (x, s) => x.DropTable((DropTableStatement)s)),
        [typeof(CreateProcedureStatement)] = new("CREATE PROCEDURE #…", (x, s) => x.CreateProcedure((CreateProcedureStatement)s)),
        [typeof(DropProcedureStatement)] = new("DROP PROCEDURE #…", (x, s) => x.DropProcedure((DropProcedureStatement)s)),
        [typeof(InsertStatement)] = new("INSERT", (x, s) => x.Insert((InsertStatement)s)),
        [typeof(UpdateStatement)] = new("UPDATE", (x, s) => x.Update((UpdateStatement)s)),
        [typeof(DeleteStatement)] = new("DELETE", (x, s) => x.Delete((DeleteStatement)s)),
        [typeof(ExecuteStatement)] = new("EXEC", (x, s) => x.Execute((ExecuteStatement)s)),
        [typeof(BackupDatabaseStatement)] = new("BACKUP DATABASE", (x, s) => Backup.Run(x, (BackupStatement)s)),
        [typeof(BackupTransactionLogStatement)] = new("BACKUP LOG", (x, s) => Backup.Run(x, (BackupStatement)s)),
        [typeof(RestoreStatement)] = new("RESTORE", (x, s) => Restore.Run(x, (RestoreStatement)s)),
        [typeof(AlterDatabaseSetStatement)] = new("ALTER DATABASE … SET PARTNER, WITNESS, SINGLE_USER, MULTI_USER",
            (x, s) => AlterDatabase.Run(x, (AlterDatabaseSetStatement)s)),
        [typeof(CreateEndpointStatement)] = new("CREATE ENDPOINT", (x, s) => Security.CreateEndpoint(x, (CreateEndpointStatement)s)),
        [typeof(CreateLoginStatement)] = new("CREATE LOGIN … FROM WINDOWS", (x, s) => Security.CreateLogin(x, (CreateLoginStatement)s)),
        [typeof(GrantStatement)] = new("GRANT CONNECT ON ENDPOINT", (x, s) => Security.Grant(x, (GrantStatement)s)),
    };

    // ---------------------------------------------------------------------------------------------- SET options
    public static readonly IReadOnlyList<(SetOptions Option, Action<Session, bool> Set)> SessionOptions =
    [
        (SetOptions.NoExec, (session, isOn) => session.NoExec = isOn),
        (SetOptions.XactAbort, (session, isOn) => session.XactAbort = isOn),
        (SetOptions.ImplicitTransactions, (session, isOn) => session.ImplicitTransactions = isOn),
        (SetOptions.NoCount, (_, _) => { }),
        .. new[]
            {
                SetOptions.QuotedIdentifier, SetOptions.AnsiNulls, SetOptions.AnsiWarnings, SetOptions.AnsiPadding,
                SetOptions.ConcatNullYieldsNull, SetOptions.ArithAbort, SetOptions.AnsiNullDfltOn,
            }.Select(option => (option, Turn(option))),
    ];

    static Action<Session, bool> Turn(SetOptions option) =>
        (session, isOn) => session.On = isOn ? session.On | option : session.On & ~option;

    /// <summary>What a client such as Management Studio has ON.</summary>
    public const SetOptions ClientOptions = SetOptions.QuotedIdentifier | SetOptions.AnsiNulls | SetOptions.AnsiWarnings
        | SetOptions.AnsiPadding | SetOptions.ConcatNullYieldsNull | SetOptions.ArithAbort | SetOptions.AnsiNullDfltOn;

    /// <summary>The options that no row above has.</summary>
    public static SetOptions Unknown(SetOptions options) => SessionOptions.Aggregate(options, (rest, option) => rest & ~option.Option);

    // ---------------------------------------------------------------------------------------------- expressions
    static readonly Dictionary<Type, ExpressionKind> expressions = new()
    {
        [typeof(IntegerLiteral)] = new("integer", (x, e) => Integer(((IntegerLiteral)e).Value)),
        [typeof(StringLiteral)] = new("string", (x, e) => x.With((StringLiteral)e, Literal(x, (StringLiteral)e))),
        [typeof(IdentifierLiteral)] = new("word", (x, e) => Value.Of(((IdentifierLiteral)e).Value)),
        [typeof(BinaryLiteral)] = new("binary", (x, e) => Value.Of(Bytes(((BinaryLiteral)e).Value))),
        [typeof(NullLiteral)] = new("NULL", (x, e) => Value.Null(SqlType.Int)),
        [typeof(VariableReference)] = new("@variable", (x, e) => x.With((VariableReference)e, x.Variable(((VariableReference)e).Name, e))),
        [typeof(GlobalVariableExpression)] = new("@@function", (x, e) => Global(x, (GlobalVariableExpression)e)),
        [typeof(ColumnReferenceExpression)] = new("column", (x, e) => x.Column((ColumnReferenceExpression)e)),
        [typeof(ParenthesisExpression)] = new("( )",
            (x, e) => x.With((ParenthesisExpression)e, x.Evaluate(((ParenthesisExpression)e).Expression))),
        [typeof(UnaryExpression)] = new("- +", (x, e) => x.Unary((UnaryExpression)e)),
        [typeof(BinaryExpression)] = new("+ - * / %", (x, e) => x.Arithmetic((BinaryExpression)e)),
        [typeof(SearchedCaseExpression)] = new("CASE WHEN", (x, e) => x.With((SearchedCaseExpression)e, x.Case((SearchedCaseExpression)e))),
        [typeof(SimpleCaseExpression)] = new("CASE x WHEN", (x, e) => x.With((SimpleCaseExpression)e, x.Case((SimpleCaseExpression)e))),
        [typeof(NullIfExpression)] = new("NULLIF", (x, e) => x.With((NullIfExpression)e, x.NullIf((NullIfExpression)e))),
        [typeof(ConvertCall)] = new("CONVERT", (x, e) => x.Convert((ConvertCall)e)),
        [typeof(LeftFunctionCall)] = new("LEFT", (x, e) => x.With((LeftFunctionCall)e, x.Left((LeftFunctionCall)e))),
        [typeof(RightFunctionCall)] = new("RIGHT", (x, e) => x.With((RightFunctionCall)e, x.Right((RightFunctionCall)e))),
        [typeof(FunctionCall)] = new("function", (x, e) => x.With((FunctionCall)e, x.Function((FunctionCall)e))),
        [typeof(ScalarSubquery)] = new("(SELECT …)", (x, e) => x.With((ScalarSubquery)e, x.Subquery((ScalarSubquery)e))),
    };

    // ---------------------------------------------------------------------------------------------- predicates
    static readonly Dictionary<Type, PredicateKind> predicates = new()
    {
        [typeof(BooleanComparisonExpression)] = new("= <> < > <= >=", (x, p) => x.Compare((BooleanComparisonExpression)p)),
        [typeof(BooleanBinaryExpression)] = new("AND, OR", (x, p) => x.Binary((BooleanBinaryExpression)p)),
        [typeof(BooleanNotExpression)] = new("NOT", (x, p) => !x.Test(((BooleanNotExpression)p).Expression)),
        [typeof(BooleanParenthesisExpression)] = new("( )", (x, p) => x.Test(((BooleanParenthesisExpression)p).Expression)),
        [typeof(BooleanIsNullExpression)] = new("IS NULL",
            (x, p) => x.Evaluate(((BooleanIsNullExpression)p).Expression).IsNull != ((BooleanIsNullExpression)p).IsNot),
        [typeof(ExistsPredicate)] = new("EXISTS", (x, p) => x.Exists((ExistsPredicate)p)),
        [typeof(InPredicate)] = new("IN", (x, p) => x.In((InPredicate)p)),
        [typeof(LikePredicate)] = new("LIKE", (x, p) => x.Like((LikePredicate)p)),
    };

    // ------------------------------------------------ functions, by the pages docs/t-sql/functions/<name>-transact-sql.md
    static readonly Dictionary<string, FunctionKind> functions = new(StringComparer.OrdinalIgnoreCase)
    {
        ["CHARINDEX"] = new(2, 2, (x, f) => x.CharIndex(f)),
        ["DATALENGTH"] = new(1, 1, (x, f) => x.DataLength(f)),
        ["DATEADD"] = new(3, 3, (x, f) => x.DateAdd(f)),
        ["DATEDIFF"] = new(3, 3, (x, f) => x.DateDiff(f)),
        ["DB_ID"] = new(1, 1, (x, f) => x.DbId(f)),
        ["DB_NAME"] = new(1, 1, (x, f) => x.DbName(f)),
        ["ERROR_MESSAGE"] = new(0, 0, (x, f) => x.ErrorMessage(f)),
        ["ERROR_NUMBER"] = new(0, 0, (x, f) => x.ErrorNumber(f)),
        ["GETDATE"] = new(0, 0, (x, f) => x.GetDate(f)),
        ["GETUTCDATE"] = new(0, 0, (x, f) => x.GetUtcDate(f)),
        ["HAS_PERMS_BY_NAME"] = new(3, 3, (x, f) => x.HasPermission(f)),
        ["HAS_DBACCESS"] = new(1, 1, (x, f) => x.HasDbAccess(f)),
        ["IS_SRVROLEMEMBER"] = new(1, 2, (x, f) => x.IsServerRoleMember(f)),
        ["ISNULL"] = new(2, 2, (x, f) => x.IsNull(f)),
        ["LEN"] = new(1, 1, (x, f) => x.Len(f)),
        ["OBJECT_ID"] = new(1, 1, (x, f) => x.ObjectId(f)),
        ["PARSENAME"] = new(2, 2, (x, f) => x.ParseName(f)),
        ["PATINDEX"] = new(2, 2, (x, f) => x.PatIndex(f)),
        ["QUOTENAME"] = new(1, 2, (x, f) => x.QuoteName(f)),
        ["REPLACE"] = new(3, 3, (x, f) => x.Replace(f)),
        ["REVERSE"] = new(1, 1, (x, f) => x.Reverse(f)),
        ["RTRIM"] = new(1, 1, (x, f) => x.RightTrim(f)),
        ["SERVERPROPERTY"] = new(1, 1, (x, f) => x.ServerProperty(f)),
        ["SUSER_SID"] = new(0, 1, (x, f) => x.LoginSid(f)),
        ["SUSER_SNAME"] = new(0, 1, (x, f) => x.LoginName(f)),
        ["UPPER"] = new(1, 1, (x, f) => x.Upper(f)),
        ["COUNT"] = new(1, 1, (x, f) => x.Function(f)),
        ["MAX"] = new(1, 1, (x, f) => x.Function(f)),
        ["MIN"] = new(1, 1, (x, f) => x.Function(f)),
        ["SUM"] = new(1, 1, (x, f) => x.Function(f)),
    };

    /// <summary>SERVERPROPERTY: docs/t-sql/functions/serverproperty-transact-sql.md. The default paths came with SQL Server 2012.</summary>
    public static readonly IReadOnlyDictionary<string, Func<Instance, object?>> ServerProperties =
        new Dictionary<string, Func<Instance, object?>>(StringComparer.OrdinalIgnoreCase)
    {
        ["ServerName"] = instance => instance.ServerName,
        ["ProductVersion"] = instance => instance.ProductVersion,
        ["ProductLevel"] = _ => "SP1",
        ["Edition"] = instance => instance.Edition,
        ["Collation"] = instance => instance.Collation.Name,
        ["IsClustered"] = _ => 0L,
        ["ComputerNamePhysicalNetBIOS"] = instance => instance.Host.Split('.')[0].ToUpperInvariant(),
        ["IsIntegratedSecurityOnly"] = instance => instance.IsMixedAuthentication ? 0L : 1L,
        ["InstanceDefaultDataPath"] = instance => instance.Major >= 11 ? instance.DataFolder : null,
        ["InstanceDefaultLogPath"] = instance => instance.Major >= 11 ? instance.DataFolder : null,
    };

    static readonly HashSet<string> Globals = ["@@ERROR", "@@ROWCOUNT", "@@TRANCOUNT", "@@SERVERNAME", "@@SPID"];

    static Value Global(Execution execution, GlobalVariableExpression global)
    {
        var session = execution.Session;
        return global.Name.ToUpperInvariant() switch
        {
            "@@ERROR" => new((long)session.Error, SqlType.Int),
            "@@ROWCOUNT" => new(session.RowCount, SqlType.Int),
            "@@TRANCOUNT" => new((long)session.TransactionCount, SqlType.Int),
            "@@SPID" => new(Catalog.SessionId, SqlType.Int),
            "@@SERVERNAME" => new(session.Instance.LocalName, SqlType.SysName, session.Collation),
            _ => throw execution.Outside(global, global.Name),
        };
    }

    // ---------------------------------------------------------------------------------------------- BACKUP … WITH
    public static readonly IReadOnlySet<BackupOptionKind> BackupOptions = new HashSet<BackupOptionKind>
    {
        BackupOptionKind.CopyOnly, BackupOptionKind.Format, BackupOptionKind.Init, BackupOptionKind.Checksum, BackupOptionKind.Name,
        BackupOptionKind.MediaDescription, BackupOptionKind.NoRecovery, BackupOptionKind.NoTruncate,
        BackupOptionKind.Stats, BackupOptionKind.Compression, BackupOptionKind.NoCompression,
    };

    // ---------------------------------------------------------------------------------------------- RESTORE … WITH
    static readonly HashSet<RestoreOptionKind> RestoreOptions =
        [RestoreOptionKind.NoRecovery, RestoreOptionKind.Recovery, RestoreOptionKind.Move, RestoreOptionKind.Stats];

    // ---------------------------------------------------------------------------------------------- procedures
    static readonly Dictionary<string, Procedure> procedures = new Procedure[]
    {
        new("master.dbo.sp_add_log_shipping_primary_database", AddPrimaryDatabase.Run),
        new("master.dbo.sp_add_log_shipping_primary_secondary", AddPrimarySecondary.Run),
        new("master.dbo.sp_add_log_shipping_secondary_primary", AddSecondaryPrimary.Run),
        new("master.dbo.sp_add_log_shipping_secondary_database", AddSecondaryDatabase.Run),
        new("master.dbo.sp_add_log_shipping_alert_job", AddAlertJob.Run),
        new("master.dbo.sp_delete_log_shipping_primary_secondary", DeletePrimarySecondary.Run),
        new("master.dbo.sp_delete_log_shipping_primary_database", DeletePrimaryDatabase.Run),
        new("master.dbo.sp_delete_log_shipping_secondary_database", DeleteSecondaryDatabase.Run),
        new("master.dbo.sp_delete_log_shipping_secondary_primary", DeleteSecondaryPrimary.Run),
        new("msdb.dbo.sp_add_schedule", AddSchedule.Run),
        new("msdb.dbo.sp_attach_schedule", AttachSchedule.Run),
        new("msdb.dbo.sp_update_job", UpdateJob.Run),
        new("msdb.dbo.sp_start_job", StartJob.Run),
        new("msdb.sys.sp_dbmmonitoraddmonitoring", AddMirrorMonitoring.Run),
        new("msdb.sys.sp_dbmmonitordropmonitoring", DropMirrorMonitoring.Run),
        new("sys.sp_executesql", ExecuteSql.Run),
        new("master.dbo.xp_fileexist", FileExists.Run),
    }.ToDictionary(procedure => procedure.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Calls that only look, or only carry others: no fault is made of them.</summary>
    public static readonly IReadOnlySet<string> Looks =
        new HashSet<string> { "sys.sp_executesql", "master.dbo.xp_fileexist", "RESTORE LABELONLY" };

    // ---------------------------------------------------------------------------------------------- what else may stand in a tree
    static readonly HashSet<Type> parts =
    [
        typeof(TSqlScript), typeof(TSqlBatch), typeof(StatementList), typeof(GeneralSetCommand), typeof(Identifier),
        typeof(IdentifierOrValueExpression), typeof(MultiPartIdentifier), typeof(SchemaObjectName), typeof(DeclareVariableElement),
        typeof(SqlDataTypeReference), typeof(UserDataTypeReference), typeof(MaxLiteral), typeof(QuerySpecification), typeof(FromClause),
        typeof(WhereClause), typeof(GroupByClause), typeof(ExpressionGroupingSpecification), typeof(HavingClause), typeof(OrderByClause),
        typeof(ExpressionWithSortOrder), typeof(TopRowFilter), typeof(SelectScalarExpression), typeof(SelectSetVariable),
        typeof(SelectStarExpression), typeof(NamedTableReference), typeof(QueryDerivedTable), typeof(InlineDerivedTable),
        typeof(QualifiedJoin), typeof(UnqualifiedJoin), typeof(JoinParenthesisTableReference), typeof(QueryParenthesisExpression),
        typeof(RowValue), typeof(SearchedWhenClause), typeof(SimpleWhenClause), typeof(InsertSpecification), typeof(ValuesInsertSource),
        typeof(SelectInsertSource), typeof(ExecuteInsertSource), typeof(UpdateSpecification), typeof(AssignmentSetClause),
        typeof(DeleteSpecification), typeof(TableDefinition), typeof(ColumnDefinition), typeof(NullableConstraintDefinition),
        typeof(UniqueConstraintDefinition), typeof(IdentityOptions), typeof(ExecuteSpecification), typeof(ExecutableProcedureReference),
        typeof(ProcedureReferenceName), typeof(ProcedureReference), typeof(ExecuteParameter), typeof(ProcedureParameter),
        typeof(BackupOption), typeof(DeviceInfo), typeof(RestoreOption), typeof(MoveRestoreOption), typeof(ScalarExpressionRestoreOption),
        typeof(PartnerDatabaseOption), typeof(WitnessDatabaseOption), typeof(DatabaseOption), typeof(AlterDatabaseTermination),
        typeof(LiteralEndpointProtocolOption),
        typeof(ListenerIPEndpointProtocolOption), typeof(IPv4), typeof(AuthenticationPayloadOption), typeof(EncryptionPayloadOption),
        typeof(RolePayloadOption), typeof(WindowsCreateLoginSource), typeof(Permission), typeof(SecurityPrincipal),
        typeof(SecurityTargetObject), typeof(SecurityTargetObjectName),
    ];

    public static StatementKind? Statement(TSqlStatement statement) => statements.GetValueOrDefault(statement.GetType());
    public static ExpressionKind? Expression(ScalarExpression expression) => expressions.GetValueOrDefault(expression.GetType());
    public static PredicateKind? Predicate(BooleanExpression predicate) => predicates.GetValueOrDefault(predicate.GetType());
    public static FunctionKind? Function(FunctionCall call) => functions.GetValueOrDefault(call.FunctionName.Value);
    public static Procedure? Procedure(string name) => procedures.GetValueOrDefault(name);

    /// <summary>A table or procedure of the session: its name alone, which begins with one number sign.</summary>
    public static bool IsTemporary(SchemaObjectName name) => name.Identifiers is [{ Value: ['#', not '#', ..] }];

    /// <summary>Walks the whole tree of a batch, carried out or not, into the bodies of procedures too.</summary>
    /// <exception cref="OutOfDialect">The first thing that no table above has, by its line in the batch; of no file.</exception>
    public static void Check(TSqlFragment tree) => tree.Accept(new Checker());

    sealed class Checker : TSqlFragmentVisitor
    {
        bool isProcedure;

        static OutOfDialect Outside(TSqlFragment at, string? name = null) => new("", at.StartLine, name ?? at.GetType().Name);

        public override void Visit(TSqlFragment fragment)
        {
            var type = fragment.GetType();
            if (!statements.ContainsKey(type) && !expressions.ContainsKey(type) && !predicates.ContainsKey(type) && !parts.Contains(type))
                throw Outside(fragment);
            switch (fragment)
            {
                case FunctionCall call:
                    var kind = Function(call) ?? throw Outside(call, $"function {call.FunctionName.Value}");
                    if (call.Parameters.Count < kind.Fewest || call.Parameters.Count > kind.Most)
                        throw Outside(call, $"{call.FunctionName.Value} with {call.Parameters.Count} arguments");
                    break;
                case PredicateSetStatement set when Unknown(set.Options) is var unknown and not SetOptions.None:
                    throw Outside(set, $"SET {unknown}");
                case GeneralSetCommand { CommandType: not GeneralSetCommandType.LockTimeout } command:
                    throw Outside(command, $"SET {command.CommandType}");
                case BackupOption backup when !BackupOptions.Contains(backup.OptionKind):
                    throw Outside(backup, $"BACKUP … WITH {backup.OptionKind}");
                case RestoreOption restore when !RestoreOptions.Contains(restore.OptionKind):
                    throw Outside(restore, $"RESTORE … WITH {restore.OptionKind}");
                case GlobalVariableExpression global when !Globals.Contains(global.Name.ToUpperInvariant()):
                    throw Outside(global, global.Name);
                case CreateProcedureStatement create: Creates(create); break;
                case DropProcedureStatement { IsIfExists: true } drop: throw Outside(drop, "DROP PROCEDURE IF EXISTS");
                case DropProcedureStatement drop when !drop.Objects.All(IsTemporary):
                    throw Outside(drop, "DROP PROCEDURE of one that is no temporary one");
                case DropProcedureStatement when isProcedure: throw Outside(fragment, "DROP PROCEDURE in a procedure");
                case ReturnStatement { Expression: not null } when !isProcedure:
                    throw Outside(fragment, "RETURN with a value, in no procedure");
                // docs/t-sql/statements/create-procedure-transact-sql.md does not allow USE; a table would end with the procedure.
                case UseStatement or CreateTableStatement or DropTableStatement or AlterTableAddTableElementStatement when isProcedure:
                    throw Outside(fragment, $"{statements[type].Name} in a procedure");
                case ProcedureReference { Number: not null }: throw Outside(fragment, "a procedure with a number");
                case ProcedureReference { Name: { } name } when !IsTemporary(name):
                    var called = string.Join('.', name.Identifiers.Select(part => part.Value));
                    if (Procedure(called) is null) throw Outside(fragment, $"procedure {called}");
                    break;
                case NamedTableReference table: Catalog.Check(table, name => Outside(table, $"table {name}")); break;
            }
        }

        void Creates(CreateProcedureStatement create)
        {
            isProcedure = true;
            if (!IsTemporary(create.ProcedureReference.Name)) throw Outside(create, "CREATE PROCEDURE of one that is no temporary one");
            if (create.Options.Count > 0 || create.IsForReplication || create.MethodSpecifier is not null)
                throw Outside(create, "CREATE PROCEDURE with options");
            foreach (var parameter in create.Parameters)
            {
                var name = parameter.VariableName.Value;
                if (parameter.Modifier != ParameterModifier.None || parameter.IsVarying)
                    throw Outside(parameter, $"{name} with {parameter.Modifier}");
                if (parameter.Value is not (null or Microsoft.SqlServer.TransactSql.ScriptDom.Literal or UnaryExpression))
                    throw Outside(parameter, $"the default of {name}");
            }
        }
    }

    static Value Literal(Execution execution, StringLiteral literal) =>
        new(literal.Value, new(literal.IsNational ? Kind.NVarChar : Kind.VarChar, Math.Max(1, literal.Value.Length)),
            execution.Session.Collation);

    static Value Integer(string digits) => Value.Of(long.Parse(digits, System.Globalization.CultureInfo.InvariantCulture));

    static byte[] Bytes(string literal)
    {
        var digits = literal[2..];
        return System.Convert.FromHexString(digits.Length % 2 == 0 ? digits : $"0{digits}");
    }
}
