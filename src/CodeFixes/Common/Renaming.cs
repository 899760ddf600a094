using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Rename;

namespace Gen.CodeFixes.Common;

/// <summary>Renames of symbols, with all that refers to them in the solution.</summary>
internal static class Renaming
{
    /// <summary>The kind of change; a fix that offers it returns <see cref="RenameFixAll"/>.</summary>
    public const string Key = "Rename";

    /// <summary>Offers to give a parameter or property another name; nothing where something else has the name there.</summary>
    /// <param name="place">The diagnostic, at the name.</param>
    /// <param name="name">The right name.</param>
    public static async Task OfferRenameAsync(this FixPlace place, string name)
    {
        var model = await place.Document.GetSemanticModelAsync(place.CancellationToken).ConfigureAwait(false);
        if (DeclarationAt(place.Root, place.Diagnostic) is { } node && model!.GetDeclaredSymbol(node, place.CancellationToken) is { } symbol && IsFree(symbol, name))
            place.Offer($"Rename to '{name}'", Key, c => RenameAsync(place.Document.Project.Solution, symbol, name, c));
    }

    /// <summary>The solution in which the symbol has the name.</summary>
    public static Task<Solution> RenameAsync(Solution solution, ISymbol symbol, string name, CancellationToken cancellationToken) =>
        Renamer.RenameSymbolAsync(solution, symbol, default, name, cancellationToken);

    /// <summary>The parameter or property that a diagnostic stands at the name of; null for any other place.</summary>
    public static SyntaxNode? DeclarationAt(SyntaxNode root, Diagnostic diagnostic) =>
        root.FindToken(diagnostic.Location.SourceSpan.Start).Parent is { } node and (ParameterSyntax or PropertyDeclarationSyntax) ? node : null;

    /// <summary>True if nothing that is declared beside the symbol, or in its method, has the name.</summary>
    public static bool IsFree(ISymbol symbol, string name) => symbol is IPropertySymbol property
        ? property.ContainingType.GetMembers(name).IsEmpty && property.ContainingType.Name != name
        : !symbol.ContainingSymbol.DeclaringSyntaxReferences.Any(r => r.GetSyntax().DescendantNodes().Any(n => NameDeclaredBy(n) == name));

    private static string? NameDeclaredBy(SyntaxNode node) => node switch
    {
        ParameterSyntax parameter => parameter.Identifier.ValueText,
        VariableDeclaratorSyntax variable => variable.Identifier.ValueText,
        SingleVariableDesignationSyntax designation => designation.Identifier.ValueText,
        ForEachStatementSyntax loop => loop.Identifier.ValueText,
        LocalFunctionStatementSyntax function => function.Identifier.ValueText,
        CatchDeclarationSyntax caught => caught.Identifier.ValueText,
        _ => null,
    };
}
