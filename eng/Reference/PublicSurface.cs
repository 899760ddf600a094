using System.ComponentModel;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Gen.Reference;

/// <summary>What users see of the libraries.</summary>
internal sealed class PublicSurface
{
    private const string MetricPlan = "MetricPlanAttribute";

    // A record has these by itself, and what others say with them needs no words.
    private static readonly string[] s_synthesized =
    [
        "<Clone>$",
        "Deconstruct",
        "Equals",
        "GetHashCode",
        "ToString",
        "PrintMembers",
        "EqualityContract",
        "op_Equality",
        "op_Inequality",
    ];

    private PublicSurface(IReadOnlyList<INamedTypeSymbol> types) => Types = types;

    /// <summary>All public types, nested ones too, by namespace and name.</summary>
    public IReadOnlyList<INamedTypeSymbol> Types { get; }

    /// <summary>The libraries, from beside the program.</summary>
    public static IReadOnlyList<string> Libraries { get; } = ["Gen.Runtime", "Gen.Training", "Gen.Interactive", "Gen.PostgreSql"];

    public static PublicSurface Load()
    {
        var files = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        var references = files.Select(f => MetadataReference.CreateFromFile(f)).ToArray();
        var compilation = CSharpCompilation.Create("Reference", references: references);
        var types = references.Select(compilation.GetAssemblyOrModuleSymbol).OfType<IAssemblySymbol>()
            .Where(a => Libraries.Contains(a.Name))
            .SelectMany(a => In(a.GlobalNamespace))
            .OrderBy(Namespace, StringComparer.Ordinal).ThenBy(Name, StringComparer.Ordinal);
        return new([.. types]);
    }

    public static string Namespace(INamedTypeSymbol type) => type.ContainingNamespace.ToDisplayString();

    /// <summary>A type's name with those around it and its type parameters.</summary>
    public static string Name(INamedTypeSymbol type) => type.ToDisplayString(Signature.TypeName);

    /// <summary>The members of a type that users see, in the order of the kinds on a page and of their names.</summary>
    public static IEnumerable<ISymbol> Members(INamedTypeSymbol type) =>
        type.TypeKind == TypeKind.Delegate
            ? []
            : type.GetMembers()
                .Where(m => IsShown(m, type))
                .OrderBy(m => m.Name, StringComparer.Ordinal)
                .ThenBy(m => m.GetDocumentationCommentId(), StringComparer.Ordinal);

    private static bool IsShown(ISymbol member, INamedTypeSymbol type)
    {
        if (member is INamedTypeSymbol || !IsVisible(member) || IsHidden(member))
            return false;
        if (
            member is IMethodSymbol
            {
                MethodKind: not (MethodKind.Ordinary or MethodKind.Constructor or MethodKind.UserDefinedOperator or MethodKind.Conversion)
            }
        )
            return false;
        if (type.TypeKind == TypeKind.Enum)
            return member is IFieldSymbol;
        // A constructor that the compiler made says nothing.
        if (
            member is IMethodSymbol { MethodKind: MethodKind.Constructor, Parameters.Length: 0 }
            && (type.IsValueType || type.InstanceConstructors.Length == 1)
        )
            return false;
        if (
            member is IMethodSymbol { MethodKind: MethodKind.Constructor, Parameters.Length: 1 } copy
            && type.IsRecord
            && SymbolEqualityComparer.Default.Equals(copy.Parameters[0].Type, type)
        )
            return false;
        return !s_synthesized.Contains(member.Name);
    }

    private static IEnumerable<INamedTypeSymbol> In(INamespaceOrTypeSymbol container) => container.GetMembers().SelectMany(m => m switch
    {
        INamespaceSymbol inner => In(inner),
        INamedTypeSymbol { IsExtension: false } type when IsVisible(type) && !IsHidden(type) => In(type).Prepend(type),
        _ => [],
    });

    private static bool IsVisible(ISymbol symbol) =>
        symbol.DeclaredAccessibility is Accessibility.Public
        || (
            symbol.DeclaredAccessibility is Accessibility.Protected or Accessibility.ProtectedOrInternal
            && symbol.ContainingType is { IsSealed: false }
        );

    // For generated code alone; and the states that are generated for the libraries' own metrics.
    private static bool IsHidden(ISymbol symbol) => symbol.GetAttributes().Any(a =>
        (a.AttributeClass?.Name == nameof(EditorBrowsableAttribute) && a.ConstructorArguments[0].Value is (int)EditorBrowsableState.Never)
        || a.AttributeClass?.Name == MetricPlan);
}
