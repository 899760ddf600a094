using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Gen.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Gen.CodeFixes.Common;

/// <summary>Adds the entries that rules miss, in whatever document or project of the solution their config class is.</summary>
internal static class MissingEntries
{
    /// <summary>The kind of change; a fix that offers it returns <see cref="MissingEntryFixAll"/>, so that no entry is added twice.</summary>
    public const string Key = "AddEntry";

    /// <summary>Offers to add the entry that the rule's hints tell of; nothing where there is none, or no source of its class.</summary>
    public static async Task OfferEntryAsync(this FixPlace place)
    {
        if (await MissingEntry.ReadAsync(place.Document, place.Diagnostic, place.CancellationToken).ConfigureAwait(false) is not { } entry
            || EntryPlace.Find(entry.Owner, place.Document.Project.Solution, place.CancellationToken) is null)
            return;
        place.Offer($"Add entry '{entry.Name}' to '{entry.Owner.Name}'", Key, c => AddAsync(place.Document.Project.Solution, [entry], c));
    }

    /// <summary>The solution with the entries; of several with one key in one class, the first.</summary>
    public static async Task<Solution> AddAsync(Solution solution, IEnumerable<MissingEntry> missing, CancellationToken cancellationToken)
    {
        var places = missing
            .GroupBy<MissingEntry, INamedTypeSymbol>(e => e.Owner, SymbolEqualityComparer.Default)
            .Select(o => (Place: EntryPlace.Find(o.Key, solution, cancellationToken), Entries: o.GroupBy(e => KeyName.Normalize(e.Name), (_, same) => same.First()).ToList()))
            .Where(p => p.Place is not null)
            .ToList();
        foreach (var document in places.GroupBy(p => p.Place!.Document.Id))
            solution = (await AddAsync(solution.GetDocument(document.Key)!, document.ToDictionary(p => p.Place!, p => p.Entries), cancellationToken).ConfigureAwait(false)).Project.Solution;
        return solution;
    }

    private static async Task<Document> AddAsync(Document document, Dictionary<EntryPlace, List<MissingEntry>> places, CancellationToken cancellationToken)
    {
        var root = (await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false))!;
        var model = (await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false))!;
        var lines = (await document.GetTextAsync(cancellationToken).ConfigureAwait(false)).Lines;
        var newLine = SyntaxFactory.EndOfLine(lines[0].EndIncludingLineBreak - lines[0].End == 2 ? "\r\n" : "\n");

        // One class may be nested in another.
        root = root.ReplaceNodes(places.Keys.Select(p => p.Part), (part, changed) =>
        {
            var (place, entries) = places.Select(p => (p.Key, p.Value)).First(p => p.Key.Part == part);
            return EntryWriter.Add(changed, place.Last, entries, model.GetNullableContext(part.SpanStart).AnnotationsEnabled(), newLine);
        });
        return await TypeNames.ImportAsync(
            document.WithSyntaxRoot(root),
            places.Any(p => p.Value.Any(e => !TypeNames.IsInScope(e.Type, model, p.Key.Part.Identifier.Span.End))),
            cancellationToken).ConfigureAwait(false);
    }
}
