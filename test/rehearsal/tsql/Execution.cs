using System.Runtime.CompilerServices;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Rehearsal.TSql;

enum Flow { Next, Return, EndScope, EndBatch }

/// <summary>Watches a run: before and after every statement that is carried out, in batches, procedures and dynamic SQL alike.</summary>
interface IObserver
{
    void Before(Execution execution, TSqlStatement statement);
    void After(Execution execution, TSqlStatement statement);
}

/// <summary>One batch, temporary procedure or text of dynamic SQL at its run: its variables, and the tree walked.</summary>
sealed partial class Execution
{
    /// <summary>The number of an error that RAISERROR makes of a text.</summary>
    const int Raised = 50000;

    readonly Dictionary<string, (SqlType Type, object? Data)> variables;
    readonly IObserver? observer;
    /// <summary>Where INSERT … EXEC takes its rows; null where result sets go to the client.</summary>
    readonly List<object?[]>? results;
    /// <summary>Lines of the file above this text.</summary>
    readonly int above;
    SqlError? caught;
    /// <summary>TRY blocks of this text that are open.</summary>
    int tries;
    /// <summary>A TRY block of a caller is open.</summary>
    bool isInTry;
    /// <summary>Calls around this one.</summary>
    int nesting;
    /// <summary>What RETURN gave.</summary>
    int? code;
    /// <summary>The temporary procedure; null where this is a batch or dynamic SQL.</summary>
    TemporaryProcedure? procedure;

    Execution(Session session, string file, int above, IObserver? observer, List<object?[]>? results = null)
    {
        (Session, File, this.above, this.observer, this.results) = (session, file, above, observer, results);
        variables = new(session.Names);
    }

    public Session Session { get; }
    public string File { get; }
    /// <summary>The first result set that went to the client: columns and rows.</summary>
    public (IReadOnlyList<string> Columns, IReadOnlyList<object?[]> Rows)? Answer { get; private set; }

    bool IsInTry => tries > 0 || isInTry;

    /// <summary>A line of the file; of a procedure, as SQL Server counts it, of the batch that made it.</summary>
    public int Line(TSqlFragment at) => above + at.StartLine;

    /// <summary>Where a statement stands, for a trace: a procedure by its name.</summary>
    public string Place(TSqlFragment at) => procedure is null ? $"{Line(at)}" : $"{procedure.Name}, {Line(at)}";

    /// <summary>Runs a batch in a session. Errors become messages of the session.</summary>
    /// <param name="parameters">Variables that are declared already, as a client's parameters are.</param>
    public static Execution Run(Session session, Batch batch, IObserver? observer = null,
        IReadOnlyDictionary<string, Value>? parameters = null)
    {
        var execution = new Execution(session, batch.File, batch.Above, observer);
        foreach (var (name, value) in parameters ?? new Dictionary<string, Value>()) execution.variables[name] = (value.Type, value.Data);
        if (batch.Text.Fault is { } fault) execution.Report(fault, 0);
        else execution.All(batch.Text.Code!);
        return execution;
    }

    Flow All(Code text)
    {
        try
        {
            DeclareAll(text);
            CheckColumns(text);
            return Each(text.Statements);
        }
        catch (SqlError error) when (!isInTry)
        {
            Report(error, 0);
            return error.Ends == Ends.Batch ? Flow.EndBatch : Flow.EndScope;
        }
    }

    /// <summary>A column that a temporary table does not have which is there already: nothing of the text runs.</summary>
    void CheckColumns(Code text)
    {
        foreach (var use in text.Columns)
            if (Session.Temporary.TryGetValue(use.Table, out var table) && !HasColumn(table, use.Column))
                throw InvalidColumn(use.Column, use.At);
    }

    bool HasColumn(Table table, string name)
    {
        foreach (var column in table.Columns) if (Session.Names.Equals(column.Name, name)) return true;
        return false;
    }

    SqlError InvalidColumn(string name, TSqlFragment at) => new(207, 16, $"line {Line(at)}: Invalid column name '{name}'.", Ends.Scope);

    Flow Each(IEnumerable<TSqlStatement> statements)
    {
        foreach (var statement in statements)
        {
            var flow = Run(statement);
            if (flow != Flow.Next) return flow;
        }
        return Flow.Next;
    }

    Flow Run(TSqlStatement statement)
    {
        // Under NOEXEC batches are compiled only; SET NOEXEC OFF is the one statement that takes effect
        // (docs/t-sql/statements/set-noexec-transact-sql.md).
        if (Session.NoExec && statement is not PredicateSetStatement { Options: SetOptions.NoExec, IsOn: false }) return Flow.Next;
        observer?.Before(this, statement);
        var flow = Flow.Next;
        try
        {
            if (Session.Strikes?.Invoke(statement) is { } struck) throw struck;
            flow = (Dialect.Statement(statement) ?? throw Outside(statement)).Run(this, statement);
        }
        catch (SqlError error) when (!IsInTry)
        {
            Report(error, Line(statement));
            flow = error.Ends switch
            {
                Ends.Batch => Flow.EndBatch,
                // RAISERROR does not obey XACT_ABORT (docs/t-sql/statements/set-xact-abort-transact-sql.md).
                _ when Session.XactAbort && error.Number != Raised => Flow.EndBatch,
                Ends.Scope => Flow.EndScope,
                _ => Flow.Next,
            };
        }
        catch (BatchEnded) { flow = Flow.EndBatch; }
        if (Session.ImplicitTransactions && Session.TransactionCount == 0 && BeginsTransaction(statement)) Session.TransactionCount = 1;
        observer?.After(this, statement);
        return flow;
    }

    /// <summary>Under IMPLICIT_TRANSACTIONS these begin one: docs/t-sql/statements/set-implicit-transactions-transact-sql.md.</summary>
    static bool BeginsTransaction(TSqlStatement statement) => statement is InsertStatement or UpdateStatement or DeleteStatement
        or CreateTableStatement or DropTableStatement or CreateProcedureStatement or DropProcedureStatement
        or AlterTableAddTableElementStatement or GrantStatement
        or SelectStatement { QueryExpression: QuerySpecification { FromClause: not null } };

    void Report(SqlError error, int line)
    {
        Session.Error = error.Number;
        Session.Say(error.Number, error.Severity, error.Message, line);
    }

    /// <summary>An error that is told and does not end the statement by itself, as the first of BACKUP's two.</summary>
    public void Report(SqlError error, TSqlFragment at)
    {
        if (IsInTry) return;
        Session.Say(error.Number, error.Severity, error.Message, Line(at));
    }

    void Succeed(long? rows = null)
    {
        Session.Error = 0;
        if (rows is { } count) Session.RowCount = count;
    }

    /// <summary>A statement of its own file has done its work.</summary>
    public void Done() => Succeed();

    /// <summary>Rows for INSERT … EXEC, or for the client.</summary>
    public void Answers(IReadOnlyList<object?[]> rows) => results?.AddRange(rows);

    /// <summary>The same of what is read by its columns' names, where nothing takes the rows.</summary>
    public void Answers(IReadOnlyList<string> columns, IReadOnlyList<object?[]> rows)
    {
        if (results is not null) results.AddRange(rows);
        else Answer ??= (columns, rows);
    }

    /// <summary>A name as a literal, an identifier or a variable.</summary>
    public string NameOf(IdentifierOrValueExpression name) =>
        name.Identifier is { } identifier ? identifier.Value : Evaluate((ScalarExpression)name.ValueExpression).Text!;

    public OutOfDialect Outside(TSqlFragment at, string? name = null) =>
        new(procedure is null ? File : $"{File}, {procedure.Name}", Line(at), name ?? at.GetType().Name);

    // ---- statements of control

    public Flow Block(BeginEndBlockStatement block) => Each(block.StatementList.Statements);

    public Flow If(IfStatement statement)
    {
        var isTrue = Test(statement.Predicate) == true;
        Succeed();
        if (isTrue) return Run(statement.ThenStatement);
        return statement.ElseStatement is null ? Flow.Next : Run(statement.ElseStatement);
    }

    public Flow While(WhileStatement statement)
    {
        // A loop without an end is an error of the script: no honest one turns so often.
        for (var turns = 0; Test(statement.Predicate) == true; turns++)
        {
            if (turns > 100_000) throw new InvalidOperationException($"{File}:{Line(statement)}: WHILE turned 100,000 times");
            Succeed();
            var flow = Run(statement.Statement);
            if (flow != Flow.Next) return flow;
        }
        return Flow.Next;
    }

    public Flow Try(TryCatchStatement statement)
    {
        tries++;
        try
        {
            var flow = Each(statement.TryStatements.Statements);
            tries--;
            return flow;
        }
        // Names that are not found at its own level end the text: docs/t-sql/language-elements/try-catch-transact-sql.md.
        catch (SqlError error) when (error.Severity is > 10 and < 20 && error.Ends != Ends.Scope)
        {
            tries--;
            var before = caught;
            caught = error;
            Session.Error = error.Number;
            try { return Each(statement.CatchStatements.Statements); }
            finally { caught = before; }
        }
    }

    /// <summary>A variable is there in the whole text, wherever its DECLARE stands; only a value is set where that is reached.</summary>
    void DeclareAll(Code text)
    {
        foreach (var (name, type, at) in text.Declared)
            if (!variables.TryAdd(name, (TypeOf(type), null)))
                throw new SqlError(134, 15, $"line {Line(at)}: The variable name '{name}' has already been declared.", Ends.Scope);
    }

    public Flow Declare(DeclareVariableStatement statement)
    {
        foreach (var element in statement.Declarations)
            if (element.Value is not null) Assign(element.VariableName.Value, Evaluate(element.Value), element);
        return Flow.Next;
    }

    public Flow SetVariable(SetVariableStatement statement)
    {
        if (statement.AssignmentKind != AssignmentKind.Equals || statement.CursorDefinition is not null)
            throw Outside(statement, "SET with another assignment than =");
        Assign(statement.Variable.Name, Evaluate(statement.Expression), statement);
        Succeed(1);
        return Flow.Next;
    }

    void Assign(string name, Value value, TSqlFragment at)
    {
        if (!variables.TryGetValue(name, out var variable)) throw Undeclared(name, at);
        variables[name] = (variable.Type, Conversion.To(value, variable.Type).Data);
    }

    SqlError Undeclared(string name, TSqlFragment at) =>
        new(137, 15, $"line {Line(at)}: Must declare the scalar variable \"{name}\".", Ends.Scope);

    public Value Variable(string name, TSqlFragment at) =>
        variables.TryGetValue(name, out var variable)
            ? new(variable.Data, variable.Type, variable.Type.IsString ? Session.Collation : null)
            : throw Undeclared(name, at);

    public Flow Options(PredicateSetStatement statement)
    {
        foreach (var option in Dialect.SessionOptions)
        {
            if (!statement.Options.HasFlag(option.Option)) continue;
            option.Set(Session, statement.IsOn);
        }
        Session.Error = 0;
        return Flow.Next;
    }

    /// <summary>One session runs at a time here: there is nobody to wait for, and only the setting is kept.</summary>
    public Flow LockTimeout(SetCommandStatement statement)
    {
        foreach (var command in statement.Commands.Cast<GeneralSetCommand>())
            Session.LockTimeout = (int)(long)Conversion.To(Evaluate(command.Parameter), SqlType.Int).Data!;
        Session.Error = 0;
        return Flow.Next;
    }

    public Flow RowCount(SetRowCountStatement statement)
    {
        Session.RowCountLimit = (int)(long)Evaluate(statement.NumberRows).Data!;
        Session.Error = 0;
        return Flow.Next;
    }

    public Flow Use(UseStatement statement)
    {
        var name = statement.DatabaseName.Value;
        if (!Session.Instance.SystemDatabases.Contains(name, Session.Names))
        {
            var database = Session.Instance.FindDatabase(name) ?? throw SqlError.Of(911, name);
            if (!database.IsReadable) throw SqlError.Of(927, name);
        }
        Session.Database = name;
        Session.Error = 0;
        return Flow.Next;
    }

    /// <summary>WAITFOR DELAY: the one thing in a script that moves the estate's clock.</summary>
    public Flow Wait(WaitForStatement statement)
    {
        if (statement.WaitForOption != WaitForOption.Delay) throw Outside(statement, "WAITFOR TIME");
        var time = Evaluate(statement.Parameter).Text!;
        Session.Estate.Advance(TimeSpan.Parse(time, System.Globalization.CultureInfo.InvariantCulture));
        Succeed();
        return Flow.Next;
    }

    public Flow Raise(RaiseErrorStatement statement)
    {
        var text = Evaluate(statement.FirstParameter);
        if (!text.Type.IsString) throw Outside(statement, "RAISERROR by number");
        // No page says what becomes of it.
        if (text.IsNull) throw Outside(statement, "RAISERROR of NULL");
        var severity = (int)(long)Conversion.To(Evaluate(statement.SecondParameter), SqlType.Int).Data!;
        var message = Messages.Format(text.Text!, [.. statement.OptionalParameters.Select(Evaluate)]);
        if (severity > 18) throw Outside(statement, $"RAISERROR of severity {severity}");
        if (severity > 10) throw new SqlError(Raised, severity, message);
        Session.Say(0, severity, message, Line(statement));
        Session.Error = 0;
        return Flow.Next;
    }

    public Flow Print(PrintStatement statement)
    {
        Session.Say(0, 0, Conversion.To(Evaluate(statement.Expression), SqlType.NVarChar(4000)).Text ?? "", Line(statement));
        Session.Error = 0;
        return Flow.Next;
    }

    static readonly ConditionalWeakTable<DataTypeReference, SqlType> types = [];

    SqlType TypeOf(DataTypeReference type) => types.TryGetValue(type, out var known) ? known : types.GetValue(type, Parsed);

    SqlType Parsed(DataTypeReference type)
    {
        var text = string.Join('.', type.Name.Identifiers.Select(part => part.Value));
        if (type is ParameterizedDataTypeReference { Parameters.Count: > 0 } parameterized)
            text += $"({string.Join(',', parameterized.Parameters.Select(parameter => parameter.Value))})";
        try { return SqlType.Parse(text); }
        catch (FormatException) { throw Outside(type, $"type {text}"); }
    }
}
