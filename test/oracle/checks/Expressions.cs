using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Oracle.Checks;

/// <summary>
/// What the server refuses and DacFx does not: a subquery in PRINT, and text + number, which converts the text to a number.
/// </summary>
static class Expressions
{
    static readonly string[] Strings = ["char", "varchar", "nchar", "nvarchar", "sysname"];
    static readonly string[] NumberFunctions =
        ["LEN", "DATALENGTH", "DATEDIFF", "DATEPART", "COUNT", "DB_ID", "ERROR_NUMBER", "ERROR_SEVERITY", "ERROR_STATE", "ERROR_LINE",
            "CHARINDEX", "YEAR", "GETDATE", "GETUTCDATE", "NEWID"];

    public static IEnumerable<Finding> Check(SqlScript script)
    {
        foreach (var print in script.Tree.All<PrintStatement>())
            if (print.Expression.All<ScalarSubquery>().Count > 0) yield return script.At(print, "print", "a subquery in PRINT");
        foreach (var batch in script.Batches)
        {
            var types = DeclaredTypes(batch);
            var sums = batch.All<BinaryExpression>().Where(b => b.BinaryExpressionType == BinaryExpressionType.Add).ToList();
            foreach (var sum in sums)
            {
                var kinds = Operands(sum).Select(o => (Operand: o, Kind: Kind(o, types))).ToList();
                if (kinds.Any(k => k.Kind == "text") && kinds.FirstOrDefault(k => k.Kind == "other") is { Operand: { } number })
                {
                    yield return script.At(number, "text-plus-number", "text + a value that is not text: convert it");
                    break;
                }
            }
        }
    }

    /// <summary>The variables of a batch with their types in lower case.</summary>
    public static IReadOnlyDictionary<string, string> DeclaredTypes(TSqlBatch batch)
    {
        var types = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var d in batch.All<DeclareVariableElement>())
            if (d.DataType?.Name is { } name) types[d.VariableName.Value] = name.BaseIdentifier.Value.ToLowerInvariant();
        return types;
    }

    static IEnumerable<ScalarExpression> Operands(ScalarExpression e) =>
        e is BinaryExpression { BinaryExpressionType: BinaryExpressionType.Add } b
        ? Operands(b.FirstExpression).Concat(Operands(b.SecondExpression)) : [e];

    static string? Kind(ScalarExpression e, IReadOnlyDictionary<string, string> types) => e switch
    {
        StringLiteral => "text",
        IntegerLiteral or NumericLiteral => "other",
        VariableReference v when types.TryGetValue(v.Name, out var type) => Strings.Contains(type) ? "text" : "other",
        GlobalVariableExpression g => g.Name.ToUpperInvariant() is "@@SERVERNAME" or "@@VERSION" or "@@SERVICENAME" ? "text" : "other",
        FunctionCall f when NumberFunctions.Contains(f.FunctionName.Value.ToUpperInvariant()) => "other",
        FunctionCall f when f.FunctionName.Is("ISNULL") => Kind(f.Parameters[0], types),
        ConvertCall c => TypeKind(c.DataType),
        CastCall c => TypeKind(c.DataType),
        _ => null,
    };

    static string? TypeKind(DataTypeReference type) => type.Name is { } name
        ? Strings.Contains(name.BaseIdentifier.Value.ToLowerInvariant()) ? "text" : "other" : null;
}
