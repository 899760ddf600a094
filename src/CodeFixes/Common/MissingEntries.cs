using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Gen.Analyzers.Common;
using Gen.Generators.Common;
using Gen.Generators.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FindSymbols;

namespace Gen.CodeFixes.Common;

/// <summary>Adds a missing entry to its config class, in any document and project of the solution.</summary>
internal static class MissingEntries
{
    /// <summary>Adds an entry to the solution.</summary>
    public static async Task<Solution> AddAsync(
        Solution solution, MissingEntry entry, InsertionPoint place, CancellationToken cancellationToken)
    {
        var document = solution.GetDocument(place.Document.Id)!;
        var root = (await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false))!;
        var model = (await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false))!;
        var lines = (await document.GetTextAsync(cancellationToken).ConfigureAwait(false)).Lines;
        var newLine = SyntaxFactory.EndOfLine(lines[0].EndIncludingLineBreak - lines[0].End == 2 ? "\r\n" : "\n");
        var isNullable = model.GetNullableContext(place.Part.SpanStart).AnnotationsEnabled();
        root = root.ReplaceNode(place.Part, EntryWriter.Add(place.Part, place.Last, entry, isNullable, newLine));
        var changed = await TypeNames.ImportAsync(
            document.WithSyntaxRoot(root),
            !TypeNames.IsInScope(entry.Type, model, place.Part.Identifier.Span.End),
            cancellationToken).ConfigureAwait(false);
        return changed.Project.Solution;
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
    /// Returns the initializer of an entry: the default of the parameter that it fills, else a value that is not null, or null for an entry
    /// that may be null. The default of a type is written, too, so that the value is seen.
    /// </summary>
    public static string? DefaultOf(IParameterSymbol? parameter, ITypeSymbol type)
    {
        if (parameter is { HasExplicitDefaultValue: true, ExplicitDefaultValue: { } value })
            return Written(parameter) ?? EnumMember(value, type) ?? Literals.DefaultOf(parameter);
        if (type.NullableAnnotation == NullableAnnotation.Annotated
            || type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T)
            return null;
        return ValueSemanticsReader.Read(type) is { } shape ? Plain(shape, type) : "new()";
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
        var member = fields.FirstOrDefault(f => f.HasConstantValue && Convert.ToDecimal(f.ConstantValue) == Convert.ToDecimal(value));
        return member is null ? null : $"{target.FullName()}.{TypeModels.EscapedName(member.Name)}";
    }

    /// <summary>Returns the value of an entry that cannot be null and was given none.</summary>
    private static string Plain(ValueSemantics shape, ITypeSymbol type) => shape.Kind switch
    {
        ValueKind.Boolean => "false",
        ValueKind.Integer or ValueKind.Decimal => "0",
        ValueKind.Floating when type.SpecialType != SpecialType.None => "0",
        ValueKind.String => "\"\"",
        ValueKind.Enum => EnumMember(0, type) ?? "default",
        ValueKind.Dictionary =>
            $"new global::System.Collections.Generic.Dictionary<string, {((INamedTypeSymbol)type).TypeArguments[1].FullName()}>()",
        ValueKind.Array or ValueKind.List => "[]",
        _ => "default",
    };
}
