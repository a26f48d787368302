using System.Text;

namespace Oracle;

/// <summary>What SSMS, sqlcmd and Windows PowerShell need of a file's bytes: UTF-8 with its mark, CRLF, a last line end.</summary>
static class TextForm
{
    static readonly byte[] Mark = [0xEF, 0xBB, 0xBF];
    static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static string Decode(byte[] bytes)
    {
        var text = Encoding.UTF8.GetString(bytes);
        return text.StartsWith('\uFEFF') ? text[1..] : text;
    }

    public static IEnumerable<Finding> Check(string path, byte[] bytes)
    {
        const string code = "encoding";
        if (!bytes.AsSpan().StartsWith(Mark))
            yield return new(path, 1, 1, code, "no UTF-8 byte order mark: Windows PowerShell and SSMS read it as ANSI");
        if (!IsUtf8(bytes)) yield return new(path, 1, 1, code, "not UTF-8");
        var text = Decode(bytes);
        if (!text.EndsWith('\n')) yield return new(path, Lines(text), 1, code, "the last line has no line end");
        int line = 1;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            bool bareLf = c == '\n' && (i == 0 || text[i - 1] != '\r');
            bool bareCr = c == '\r' && (i + 1 == text.Length || text[i + 1] != '\n');
            if (bareLf || bareCr)
            {
                yield return new(path, line, 1, code, $"the line ends in {(bareLf ? "LF" : "CR")}, not CRLF");
                yield break;
            }
            if (c == '\n') line++;
            else if (c is '\u2028' or '\u2029' or '\u0085' || (char.IsControl(c) && c is not ('\r' or '\t')))
            {
                yield return new(path, line, 1, code, $"control character U+{(int)c:X4}");
                yield break;
            }
        }
    }

    static bool IsUtf8(byte[] bytes)
    {
        try { Strict.GetCharCount(bytes); return true; }
        catch (DecoderFallbackException) { return false; }
    }

    static int Lines(string text) => text.Count(c => c == '\n') + 1;
}
