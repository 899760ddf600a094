using System.Composition;
using System.Linq;
using System.Threading.Tasks;
using Gen.Analyzers.Common;
using Gen.CodeFixes.Common;
using Gen.Generators.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gen.CodeFixes;

/// <summary>
/// GEN022: goes on with the tensor, where the code then compiles and still does the same: takes the loss as a tensor, which is read where a
/// condition says so, or leaves out a read.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DeviceWaitFix)), Shared]
public sealed class DeviceWaitFix() : ExperimentFix("GEN022")
{
    private const string Tensor = "global::" + KnownNames.Tensor;

    private protected override async Task RegisterAsync(FixPlace place)
    {
        var model = (await place.Document.GetSemanticModelAsync(place.CancellationToken).ConfigureAwait(false))!;
        if (place.Token.Parent is ParameterSyntax { Type: { } type } parameter)
        {
            if (place.Hint(FixHints.Type) is null || place.Around<MethodDeclarationSyntax>() is not { } hook || model.GetDeclaredSymbol(parameter, place.CancellationToken) is not { } symbol)
                return;
            var uses = hook.DescendantNodes().OfType<IdentifierNameSyntax>().Where(n => SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(n).Symbol, symbol)).ToArray();
            var name = parameter.Identifier.Text;
            if (!await OfferAsync(place, model, $"Take 'Tensor {name}'", "TakeTensor", hook, hook.ReplaceNode(type, TensorType(type))).ConfigureAwait(false))
            {
                var read = hook.ReplaceNodes(uses.Where(u => IsConditional(u, hook)).Append<SyntaxNode>(type), (old, _) => old == type ? TensorType(type) : SyntaxFactory.ParseExpression($"{old}.ToDouble()").WithTriviaFrom(old));
                await OfferAsync(place, model, $"Take 'Tensor {name}', and read it where it is used", "TakeTensorAndRead", hook, read).ConfigureAwait(false);
            }
        }
        else if (TensorReads.At(place, model) is var (read, tensor) && read.FirstAncestorOrSelf<MemberDeclarationSyntax>() is { } method)
        {
            var declared = read.Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1, Type: PredefinedTypeSyntax number } } } ? number : null;
            var changed = method.ReplaceNodes(
                declared is null ? [read] : new SyntaxNode[] { read, declared },
                (old, now) => old == declared ? TensorType(declared) : WithoutRead(now).WithTriviaFrom(old));
            await OfferAsync(place, model, $"Go on with the Tensor '{Short(tensor)}'", "LeaveOutRead", method, changed).ConfigureAwait(false);
        }
    }

    private static SyntaxNode WithoutRead(SyntaxNode read) => read switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } => access.Expression,
        _ => ((CastExpressionSyntax)read).Expression,
    };

    private static TypeSyntax TensorType(TypeSyntax old) => TypeNames.ToSimplify(SyntaxFactory.ParseTypeName(Tensor)).WithTriviaFrom(old);

    /// <summary>A tensor that is printed gives its shape, and not its number.</summary>
    private static async Task<bool> OfferAsync(FixPlace place, SemanticModel model, string title, string key, SyntaxNode old, SyntaxNode replacement)
    {
        var mark = new SyntaxAnnotation();
        var changed = place.Document.WithSyntaxRoot(place.Root.ReplaceNode(old, replacement.WithAdditionalAnnotations(mark)));
        var now = (await changed.GetSemanticModelAsync(place.CancellationToken).ConfigureAwait(false))!;
        var root = await changed.GetSyntaxRootAsync(place.CancellationToken).ConfigureAwait(false);
        return TensorUse.CountAsObjects(root!.GetAnnotatedNodes(mark).Single(), now) == TensorUse.CountAsObjects(old, model)
            && await place.OfferIfItCompilesAsync(title, key, changed).ConfigureAwait(false);
    }

    /// <summary>True for what is not evaluated in every batch.</summary>
    private static bool IsConditional(SyntaxNode use, SyntaxNode hook) => use.AncestorsAndSelf().TakeWhile(n => n != hook).Any(n => n.Parent switch
    {
        IfStatementSyntax parent => n != parent.Condition,
        ConditionalExpressionSyntax parent => n != parent.Condition,
        SwitchSectionSyntax => true,
        _ => false,
    });

    private static string Short(SyntaxNode tensor) => tensor.ToString() is { Length: <= 30 } text && text.IndexOf('\n') < 0 ? text : "…" + tensor.GetLastToken();
}
