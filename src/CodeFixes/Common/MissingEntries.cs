using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Gen.Analyzers.Common;
using Gen.Generators.Common;
using Gen.Generators.Semantics;
using Gen.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.FindSymbols;

namespace Gen.CodeFixes.Common;

/// <summary>Adds missing entries to their config classes, in any document and project of the solution.</summary>
internal static class MissingEntries
{
    /// <summary>
    /// The key of the change. A fix that offers it returns <see cref="MissingEntryFixAll"/>, so that no entry is added twice.
    /// </summary>
    public const string Key = "AddEntry";

    /// <summary>Offers to add the entry of the rule's hints, if there is one and the source of its class is in the solution.</summary>
    public static async Task OfferEntryAsync(this FixContext context)
    {
        if (
            await MissingEntry.ReadAsync(context.Document, context.Diagnostic, context.CancellationToken).ConfigureAwait(false)
                is not { } entry
            || InsertionPoint.Find(entry.Owner, context.Document.Project.Solution, context.CancellationToken) is null
        )
            return;
        context.Offer(
            $"Add entry '{entry.Name}' to '{entry.Owner.Name}'",
            Key,
            c => AddAsync(context.Document.Project.Solution, [entry], c)
        );
    }

    /// <summary>Adds entries to the solution; of several with the same key in one class, only the first.</summary>
    public static async Task<Solution> AddAsync(Solution solution, IEnumerable<MissingEntry> missing, CancellationToken cancellationToken)
    {
        var places = missing
            .GroupBy<MissingEntry, INamedTypeSymbol>(e => e.Owner, SymbolEqualityComparer.Default)
            .Select(o => (
                Place: InsertionPoint.Find(o.Key, solution, cancellationToken),
                Entries: o.GroupBy(e => KeyName.Normalize(e.Name), (_, same) => same.First()).ToList()))
            .Where(p => p.Place is not null)
            .ToList();
        foreach (var group in places.GroupBy(p => p.Place!.Document.Id))
        {
            var document = solution.GetDocument(group.Key)!;
            var changed = await AddAsync(document, group.ToDictionary(p => p.Place!, p => p.Entries), cancellationToken)
                .ConfigureAwait(false);
            solution = changed.Project.Solution;
        }

        return solution;
    }

    private static async Task<Document> AddAsync(
        Document document, Dictionary<InsertionPoint, List<MissingEntry>> places, CancellationToken cancellationToken)
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

/// <summary>An entry that a parameter or a named config's property needs, and the class in the solution that can declare it.</summary>
/// <param name="Owner">The experiment or <c>[Config]</c> class.</param>
/// <param name="Name">The property's name.</param>
/// <param name="Type">The property's type.</param>
/// <param name="Default">The initializer, or null for none.</param>
internal sealed record MissingEntry(INamedTypeSymbol Owner, string Name, ITypeSymbol Type, string? Default)
{
    /// <summary>Reads the hints of a diagnostic. Returns null if nothing can be added.</summary>
    public static async Task<MissingEntry?> ReadAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (
            !diagnostic.Properties.TryGetValue(FixHints.Owner, out var owner)
            || !diagnostic.Properties.TryGetValue(FixHints.Entry, out var name)
        )
            return null;
        var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var asking = root!.FindToken(diagnostic.Location.SourceSpan.Start).Parent!
            .AncestorsAndSelf()
            .FirstOrDefault(n => n is ParameterSyntax or PropertyDeclarationSyntax);
        var symbol = asking is null ? null : model!.GetDeclaredSymbol(asking, cancellationToken);
        var type = (symbol as IParameterSymbol)?.Type ?? (symbol as IPropertySymbol)?.Type;
        if (type is null || DocumentationCommentId.GetFirstSymbolForDeclarationId(owner!, model!.Compilation) is not INamedTypeSymbol known)
            return null;

        // The owner may be in a referenced project, or in an assembly without source in the solution.
        var solution = document.Project.Solution;
        return
            await SymbolFinder.FindSourceDefinitionAsync(known, solution, cancellationToken).ConfigureAwait(false)
                is INamedTypeSymbol source
            && await IsKnownAsync(type, source, document, cancellationToken).ConfigureAwait(false)
                ? new MissingEntry(source, name!, type, DefaultOf(symbol as IParameterSymbol, type))
                : null;
    }

    /// <summary>
    /// Returns true if the type is known in the owner's project, which may not reference the project that needs the entry.
    /// </summary>
    private static async Task<bool> IsKnownAsync(
        ITypeSymbol type,
        INamedTypeSymbol owner,
        Document document,
        CancellationToken cancellationToken
    )
    {
        if (document.Project.Solution.GetProject(owner.ContainingAssembly, cancellationToken) is not { } project)
            return false;
        var compilation = await project.GetCompilationAsync(cancellationToken).ConfigureAwait(false);
        return DocumentationCommentId.GetFirstSymbolForReferenceId(DocumentationCommentId.CreateReferenceId(type), compilation!)
            is not null;
    }

    /// <summary>
    /// Returns the initializer of an entry: the default of the parameter that it fills, else a value that is not null, or null if none is
    /// needed.
    /// </summary>
    public static string? DefaultOf(IParameterSymbol? parameter, ITypeSymbol type)
    {
        if (parameter is { HasExplicitDefaultValue: true, ExplicitDefaultValue: { } value })
            return IsNothing(value) ? null : Written(parameter) ?? EnumMember(value, type) ?? Literals.DefaultOf(parameter);
        if (type.NullableAnnotation == NullableAnnotation.Annotated || type.IsValueType)
            return null;
        return ValueSemanticsReader.Read(type) is { } shape ? Empty(shape, type) : "new()";
    }

    /// <summary>Returns the literal as it is written: <c>1e-3</c>, <c>5_000</c>.</summary>
    private static string? Written(IParameterSymbol parameter) =>
        (parameter.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() as ParameterSyntax)?.Default?.Value is { } value
            && value is LiteralExpressionSyntax or PrefixUnaryExpressionSyntax { Operand: LiteralExpressionSyntax }
            && !value.IsKind(SyntaxKind.DefaultLiteralExpression)
                ? value.ToString()
                : null;

    private static string? EnumMember(object value, ITypeSymbol type)
    {
        var target = type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable
            ? nullable.TypeArguments[0]
            : type;
        var fields = target.TypeKind == TypeKind.Enum ? target.GetMembers().OfType<IFieldSymbol>() : [];
        var member = fields.FirstOrDefault(f => f.HasConstantValue && Equals(f.ConstantValue, value));
        return member is null ? null : $"{target.FullName()}.{TypeModels.EscapedName(member.Name)}";
    }

    private static bool IsNothing(object value) => value switch
    {
        bool b => !b,
        string => false,
        System.IConvertible number => number.ToDouble(System.Globalization.CultureInfo.InvariantCulture) == 0,
        _ => false,
    };

    /// <summary>Returns an empty value for an entry that cannot be null.</summary>
    private static string Empty(ValueSemantics shape, ITypeSymbol type) => shape.Kind switch
    {
        ValueKind.String => "\"\"",
        ValueKind.Dictionary =>
            $"new global::System.Collections.Generic.Dictionary<string, {((INamedTypeSymbol)type).TypeArguments[1].FullName()}>()",
        _ => "[]",
    };
}

/// <summary>Fix All for fixes that can add entries: adds each entry once, however many diagnostics need it.</summary>
internal sealed class MissingEntryFixAll : FixAllProvider
{
    public static readonly MissingEntryFixAll Instance = new();

    private MissingEntryFixAll()
    {
    }

    public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() => FixAllDiagnostics.Scopes;

    public override Task<CodeAction?> GetFixAsync(FixAllContext context)
    {
        if (context.CodeActionEquivalenceKey?.EndsWith("." + MissingEntries.Key, System.StringComparison.Ordinal) is not true)
            return WellKnownFixAllProviders.BatchFixer.GetFixAsync(context);
        return Task.FromResult<CodeAction?>(
            CodeAction.Create("Add all missing entries", _ => AddAllAsync(context), context.CodeActionEquivalenceKey)
        );
    }

    private static async Task<Solution> AddAllAsync(FixAllContext context)
    {
        var missing = new List<MissingEntry>();
        foreach (var diagnostic in await context.DiagnosticsAsync().ConfigureAwait(false))
        {
            if (context.Solution.GetDocument(diagnostic.Location.SourceTree) is { } document
                && await MissingEntry.ReadAsync(document, diagnostic, context.CancellationToken).ConfigureAwait(false) is { } entry)
                missing.Add(entry);
        }

        return await MissingEntries.AddAsync(context.Solution, missing, context.CancellationToken).ConfigureAwait(false);
    }
}
