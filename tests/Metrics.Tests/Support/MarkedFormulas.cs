using Gen.Analyzers.Tests.Support;
using Microsoft.CodeAnalysis.Text;

namespace Gen.Metrics.Tests.Support;

/// <summary>A file of refused formulas, with <c>[|…|]</c> around the expressions that must be reported.</summary>
internal sealed record MarkedFormulas(string Text, IReadOnlyList<TextSpan> Marks)
{
    public static MarkedFormulas Of(string name)
    {
        var source = MarkedSource.Parse(Corpus.Text(name));
        return new(source.Files.Single().Text, [.. source.Spans.Select(s => s.Span)]);
    }

    public string Excerpt(TextSpan span) => Text.Substring(span.Start, span.Length);
}
