using System.Composition;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Gen.Analyzers;
using Gen.Analyzers.Common;
using Gen.CodeFixes.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Gen.CodeFixes.Rules;

/// <summary>GEN019: makes the member a public instance property with the name of an entry.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(LooksLikeEntryFix)), Shared]
public sealed class LooksLikeEntryFix() : ExperimentFix(RuleIds.LooksLikeEntry)
{
    private protected override async Task RegisterAsync(FixContext context)
    {
        var isEntry = context.Hint(FixHints.Change) is not null;
        var (old, property) = context.Token.Parent switch
        {
            VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: FieldDeclarationSyntax field } } =>
                (field, EntrySyntaxes.FromField(field, isEntry)),
            PropertyDeclarationSyntax declared => ((MemberDeclarationSyntax)declared, EntrySyntaxes.FromProperty(declared, isEntry)),
            _ => default,
        };
        if (property is null || context.Hint(FixHints.Name) is not { } name)
            return;
        var model = (await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false))!;
        var owner = model.GetDeclaredSymbol(context.Token.Parent!, context.CancellationToken)?.ContainingType;
        if (name != context.Token.ValueText && (owner?.GetMembers(name).IsEmpty is not true || owner.Name == name))
            return;
        var mark = new SyntaxAnnotation();
        var changed = context.Document.WithSyntaxRoot(context.Root.ReplaceNode(old!, property.WithAdditionalAnnotations(mark)));
        if (await SpeculativeCompilation.CompilesAsync(context.Document, changed, context.CancellationToken).ConfigureAwait(false))
            context.Offer($"Make '{name}' a public property", "MakePublic", c => RenamedAsync(changed, mark, name, c));
    }

    private static async Task<Solution> RenamedAsync(
        Document document, SyntaxAnnotation mark, string name, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var property = (PropertyDeclarationSyntax)root!.GetAnnotatedNodes(mark).Single();
        if (property.Identifier.ValueText == name)
            return document.Project.Solution;
        var model = (await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false))!;
        var symbol = model.GetDeclaredSymbol(property, cancellationToken)!;
        return await Renaming.RenameAsync(document.Project.Solution, symbol, name, cancellationToken).ConfigureAwait(false);
    }
}

/// <summary>Declarations of entries, and of what a named config sets, made from other members.</summary>
internal static class EntrySyntaxes
{
    /// <summary>Changes a field into a property with <c>init</c>, or one that returns the value in a named config.</summary>
    public static PropertyDeclarationSyntax FromField(FieldDeclarationSyntax field, bool isEntry)
    {
        var variable = field.Declaration.Variables[0];
        var value = variable.Initializer?.Value;
        var body = value is null ? "{ get; init; }"
            : isEntry || value is InitializerExpressionSyntax ? $"{{ get; init; }} = {value};"
            : $"=> {value};";
        var text = $"{field.Declaration.Type.WithoutTrivia()} {variable.Identifier.Text} {body}";
        var property = (PropertyDeclarationSyntax)SyntaxFactory.ParseMemberDeclaration(text)!;
        return property
            .WithAttributeLists(field.AttributeLists)
            .WithModifiers(Public(field.Modifiers, field.Declaration.Type))
            .WithTrailingTrivia(field.GetTrailingTrivia());
    }

    /// <summary>Makes a property public and not static, and adds <c>init</c> to an entry without it. Returns null for one without a
    /// getter.</summary>
    public static PropertyDeclarationSyntax? FromProperty(PropertyDeclarationSyntax property, bool isEntry)
    {
        var changed = property
            .WithModifiers(Public(property.Modifiers, property.Type))
            .WithType(property.Type.WithoutLeadingTrivia())
            .WithExplicitInterfaceSpecifier(null);
        if (property.AccessorList is not { } list)
            return changed;
        if (!list.Accessors.Any(SyntaxKind.GetAccessorDeclaration))
            return null;
        list = list.WithAccessors(
            [.. list.Accessors.Select(a => a.Modifiers.Any() ? a.WithModifiers(default).WithLeadingTrivia(a.GetLeadingTrivia()) : a)]);
        changed = changed.WithAccessorList(list);
        var isAuto = list.Accessors.Count == 1 && list.Accessors[0] is { Body: null, ExpressionBody: null };
        return isEntry && isAuto ? changed.WithInit(list) : changed;
    }

    /// <summary>Returns <c>public</c> and the modifiers that an entry can keep.</summary>
    private static SyntaxTokenList Public(SyntaxTokenList modifiers, TypeSyntax type)
    {
        var first = modifiers.Any() ? modifiers[0] : type.GetFirstToken();
        var kept = modifiers
            .Where(m => m.Kind() is SyntaxKind.NewKeyword or SyntaxKind.VirtualKeyword or SyntaxKind.AbstractKeyword
                or SyntaxKind.SealedKeyword or SyntaxKind.UnsafeKeyword or SyntaxKind.PartialKeyword or SyntaxKind.RequiredKeyword)
            .Prepend(SyntaxFactory.Token(SyntaxKind.PublicKeyword))
            .Select(m => m.WithoutTrivia().WithTrailingTrivia(SyntaxFactory.Space));
        var all = kept.ToArray();
        all[0] = all[0].WithLeadingTrivia(first.LeadingTrivia);
        return [.. all];
    }
}
