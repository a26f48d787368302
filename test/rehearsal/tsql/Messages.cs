using System.Globalization;
using System.Text;

namespace Rehearsal.TSql;

/// <summary>
/// RAISERROR's substitution: %s and %d; docs/t-sql/language-elements/raiserror-transact-sql.md. Arguments that the text does not ask for
/// are left out (assumed).
/// </summary>
static class Messages
{
    /// <summary>More than 2,047 characters are cut to 2,044 and an ellipsis.</summary>
    const int Longest = 2047;

    /// <exception cref="SqlError">2786, where a parameter's type does not fit; 2748, where RAISERROR takes no such type.</exception>
    public static string Format(string format, IReadOnlyList<Value> parameters)
    {
        var text = new StringBuilder();
        var next = 0;
        for (var at = 0; at < format.Length; at++)
        {
            if (format[at] != '%') { text.Append(format[at]); continue; }
            at++;
            if (at == format.Length) throw new SqlError(2787, 16, $"Invalid format specification: '%'.");
            if (format[at] == '%') { text.Append('%'); continue; }
            if (format[at] is not ('s' or 'd')) throw new SqlError(2787, 16, $"Invalid format specification: '%{format[at]}'.");
            var parameter = next < parameters.Count ? parameters[next] : Value.Null(SqlType.NVarChar(1));
            if (parameter.Type.Kind is not (Kind.TinyInt or Kind.SmallInt or Kind.Int) && !parameter.Type.IsString)
                throw SqlError.Of(2748, $"{parameter.Type}, parameter {next + 1}");
            var isNumber = !parameter.Type.IsString;
            if (!parameter.IsNull && isNumber != (format[at] == 'd')) throw SqlError.Of(2786, $"parameter {next + 1}");
            text.Append(parameter.IsNull ? "(null)"
                : parameter.Data is long number ? number.ToString(CultureInfo.InvariantCulture)
                : parameter.Text);
            next++;
        }
        return text.Length <= Longest ? text.ToString() : text.ToString(0, Longest - 3) + "...";
    }
}
