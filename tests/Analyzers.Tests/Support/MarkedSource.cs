using Microsoft.CodeAnalysis.Text;

namespace Gen.Analyzers.Tests.Support;

/// <summary>Source in which <c>[|…|]</c> marks where diagnostics are expected; a line <c>//// name</c> starts another file.</summary>
internal sealed record MarkedSource(IReadOnlyList<(string Path, string Text)> Files, IReadOnlyList<(string Path, TextSpan Span)> Spans)
{
    public static MarkedSource Parse(string source)
    {
        var files = new List<(string, string)>();
        var spans = new List<(string, TextSpan)>();
        foreach (var part in ("//// Program.cs\n" + source).Split("//// ", StringSplitOptions.RemoveEmptyEntries))
        {
            var lineEnd = part.IndexOf('\n');
            var (path, text) = (part[..lineEnd].Trim(), part[(lineEnd + 1)..]);
            for (var start = text.IndexOf("[|", StringComparison.Ordinal); start >= 0; start = text.IndexOf("[|", StringComparison.Ordinal))
            {
                var end = text.IndexOf("|]", start, StringComparison.Ordinal) - 2;
                text = text.Remove(start, 2).Remove(end, 2);
                spans.Add((path, TextSpan.FromBounds(start, end)));
            }

            files.Add((path, text));
        }

        return new(files, spans);
    }
}
