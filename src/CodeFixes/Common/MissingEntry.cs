using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Gen.Analyzers.Common;
using Gen.Generators.Common;
using Gen.Generators.Experiments.Shape;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FindSymbols;

namespace Gen.CodeFixes.Common;

/// <summary>An entry that a parameter or a named config's property asks for, and the class in the solution's source that is to declare it.</summary>
/// <param name="Owner">The experiment or <c>[Config]</c> class.</param>
/// <param name="Name">The property's name.</param>
/// <param name="Type">The property's type.</param>
/// <param name="Default">The initializer; null for none.</param>
internal sealed record MissingEntry(INamedTypeSymbol Owner, string Name, ITypeSymbol Type, string? Default)
{
    /// <summary>What a diagnostic's hints tell of; null where nothing can be added.</summary>
    public static async Task<MissingEntry?> ReadAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (!diagnostic.Properties.TryGetValue(FixHints.Owner, out var owner) || !diagnostic.Properties.TryGetValue(FixHints.Entry, out var name))
            return null;
        var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var asking = root!.FindToken(diagnostic.Location.SourceSpan.Start).Parent!.AncestorsAndSelf().FirstOrDefault(n => n is ParameterSyntax or PropertyDeclarationSyntax);
        var symbol = asking is null ? null : model!.GetDeclaredSymbol(asking, cancellationToken);
        var type = (symbol as IParameterSymbol)?.Type ?? (symbol as IPropertySymbol)?.Type;
        if (type is null || DocumentationCommentId.GetFirstSymbolForDeclarationId(owner!, model!.Compilation) is not INamedTypeSymbol seen)
            return null;

        // Of a project that this one references; null where only its assembly is known.
        return await SymbolFinder.FindSourceDefinitionAsync(seen, document.Project.Solution, cancellationToken).ConfigureAwait(false) is INamedTypeSymbol source
            && await IsKnownAsync(type, source, document, cancellationToken).ConfigureAwait(false)
                ? new MissingEntry(source, name!, type, DefaultOf(symbol as IParameterSymbol, type))
                : null;
    }

    /// <summary>True if the owner's project knows the type: one that declares an enum may use an experiment of another.</summary>
    private static async Task<bool> IsKnownAsync(ITypeSymbol type, INamedTypeSymbol owner, Document document, CancellationToken cancellationToken)
    {
        if (document.Project.Solution.GetProject(owner.ContainingAssembly, cancellationToken) is not { } project)
            return false;
        var compilation = await project.GetCompilationAsync(cancellationToken).ConfigureAwait(false);
        return DocumentationCommentId.GetFirstSymbolForReferenceId(DocumentationCommentId.CreateReferenceId(type), compilation!) is not null;
    }

    /// <summary>What an entry of a type is initialized with: to the default of the parameter that it fills, else to what is not null; null where nothing need be.</summary>
    public static string? DefaultOf(IParameterSymbol? parameter, ITypeSymbol type)
    {
        if (parameter is { HasExplicitDefaultValue: true, ExplicitDefaultValue: { } value })
            return IsNothing(value) ? null : Written(parameter) ?? EnumMember(value, type) ?? Literals.DefaultOf(parameter);
        if (type.NullableAnnotation == NullableAnnotation.Annotated || type.IsValueType)
            return null;
        return ValueShapeReader.Read(type) is { } shape ? Empty(shape, type) : "new()";
    }

    /// <summary>The literal as its author wrote it: <c>1e-3</c>, <c>5_000</c>.</summary>
    private static string? Written(IParameterSymbol parameter) =>
        (parameter.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() as ParameterSyntax)?.Default?.Value is { } value
            && value is LiteralExpressionSyntax or PrefixUnaryExpressionSyntax { Operand: LiteralExpressionSyntax }
            && !value.IsKind(SyntaxKind.DefaultLiteralExpression)
                ? value.ToString()
                : null;

    private static string? EnumMember(object value, ITypeSymbol type)
    {
        var target = type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type;
        var member = target.TypeKind == TypeKind.Enum ? target.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(f => f.HasConstantValue && Equals(f.ConstantValue, value)) : null;
        return member is null ? null : $"{target.FullName()}.{TypeModels.EscapedName(member.Name)}";
    }

    private static bool IsNothing(object value) => value switch
    {
        bool b => !b,
        string => false,
        System.IConvertible number => number.ToDouble(System.Globalization.CultureInfo.InvariantCulture) == 0,
        _ => false,
    };

    /// <summary>What an entry that may not be null begins with.</summary>
    private static string Empty(ValueShape shape, ITypeSymbol type) => shape.Kind switch
    {
        ValueKind.String => "\"\"",
        ValueKind.Dictionary => $"new global::System.Collections.Generic.Dictionary<string, {((INamedTypeSymbol)type).TypeArguments[1].FullName()}>()",
        _ => "[]",
    };
}
