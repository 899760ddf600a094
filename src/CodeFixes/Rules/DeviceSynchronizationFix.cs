using System.Composition;
using System.Linq;
using System.Threading.Tasks;
using Gen.Analyzers;
using Gen.Analyzers.Common;
using Gen.CodeFixes.Common;
using Gen.Generators.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Gen.CodeFixes.Rules;

/// <summary>
/// GEN022: uses the tensor itself, if the code then compiles and has the same effect: changes the loss parameter of a hook to a tensor,
/// which is read under conditions only, or removes a read.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DeviceSynchronizationFix)), Shared]
public sealed class DeviceSynchronizationFix() : ExperimentFix(RuleIds.DeviceSynchronization)
{
    private const string Tensor = "global::" + KnownNames.Tensor;

    private protected override async Task RegisterAsync(FixContext context)
    {
        var model = (await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false))!;
        if (context.Token.Parent is ParameterSyntax { Type: { } type } parameter)
        {
            if (context.Hint(FixHints.Type) is null
                || context.Around<MethodDeclarationSyntax>() is not { } hook
                || model.GetDeclaredSymbol(parameter, context.CancellationToken) is not { } symbol)
                return;
            var uses = hook.DescendantNodes()
                .OfType<IdentifierNameSyntax>()
                .Where(n => SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(n).Symbol, symbol))
                .ToArray();
            if (
                !await OfferAsync(context, model, "Change type to 'Tensor'", "TakeTensor", hook, hook.ReplaceNode(type, TensorType(type)))
                    .ConfigureAwait(false)
            )
            {
                var read = hook.ReplaceNodes(
                    uses.Where(u => IsConditional(u, hook)).Append<SyntaxNode>(type),
                    (old, _) => old == type ? TensorType(type) : SyntaxFactory.ParseExpression($"{old}.ToDouble()").WithTriviaFrom(old)
                );
                await OfferAsync(context, model, "Change type to 'Tensor' and read it where it is used", "TakeTensorAndRead", hook, read)
                    .ConfigureAwait(false);
            }
        }
        else if (TensorReads.At(context, model) is var (read, tensor) && read.FirstAncestorOrSelf<MemberDeclarationSyntax>() is { } method)
        {
            var variable = (read.Parent as EqualsValueClauseSyntax)?.Parent?.Parent;
            var declared = variable is VariableDeclarationSyntax { Variables.Count: 1, Type: PredefinedTypeSyntax number } ? number : null;
            var changed = method.ReplaceNodes(
                declared is null ? [read] : new SyntaxNode[] { read, declared },
                (old, now) => old == declared ? TensorType(declared) : WithoutRead(now).WithTriviaFrom(old));
            await OfferAsync(context, model, $"Use tensor '{Short(tensor)}' directly", "RemoveRead", method, changed).ConfigureAwait(false);
        }
    }

    private static SyntaxNode WithoutRead(SyntaxNode read) => read switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } => access.Expression,
        _ => ((CastExpressionSyntax)read).Expression,
    };

    private static TypeSyntax TensorType(TypeSyntax old) => TypeNames.ToSimplify(SyntaxFactory.ParseTypeName(Tensor)).WithTriviaFrom(old);

    /// <summary>Offers a change unless a tensor would then be printed or boxed, which gives its shape and not its value.</summary>
    private static async Task<bool> OfferAsync(
        FixContext context, SemanticModel model, string title, string key, SyntaxNode old, SyntaxNode replacement)
    {
        var mark = new SyntaxAnnotation();
        var changed = context.Document.WithSyntaxRoot(context.Root.ReplaceNode(old, replacement.WithAdditionalAnnotations(mark)));
        var now = (await changed.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false))!;
        var root = await changed.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        return TensorsAsObjects.Count(root!.GetAnnotatedNodes(mark).Single(), now) == TensorsAsObjects.Count(old, model)
            && await context.OfferIfItCompilesAsync(title, key, changed).ConfigureAwait(false);
    }

    /// <summary>Returns true for an expression that is not evaluated in every batch.</summary>
    private static bool IsConditional(SyntaxNode use, SyntaxNode hook) =>
        use.AncestorsAndSelf()
            .TakeWhile(n => n != hook)
            .Any(n =>
                n.Parent switch
                {
                    IfStatementSyntax parent => n != parent.Condition,
                    ConditionalExpressionSyntax parent => n != parent.Condition,
                    SwitchSectionSyntax => true,
                    _ => false,
                }
            );

    private static string Short(SyntaxNode tensor) =>
        tensor.ToString() is { Length: <= 30 } text && text.IndexOf('\n') < 0 ? text : "…" + tensor.GetLastToken();
}

/// <summary>
/// Expressions that read one floating-point number from a tensor. Integers are excluded because a tensor divides differently.
/// </summary>
internal static class TensorReads
{
    /// <summary>Returns the read that a diagnostic marks and its tensor, or null for any other expression.</summary>
    public static (ExpressionSyntax Read, ExpressionSyntax Tensor)? At(FixContext context, SemanticModel model)
    {
        var read = context.Root.FindNode(context.Diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) switch
        {
            SimpleNameSyntax { Parent: MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } access } => (
                call,
                access.Expression
            ),
            CastExpressionSyntax cast => (cast, cast.Expression),
            _ => ((ExpressionSyntax, ExpressionSyntax)?)null,
        };
        return
            read is var (expression, tensor)
            && model.GetTypeInfo(tensor, context.CancellationToken).Type.Is(KnownNames.Tensor)
            && model.GetTypeInfo(expression, context.CancellationToken).Type
                is { SpecialType: SpecialType.System_Single or SpecialType.System_Double }
            ? read
            : null;
    }
}

/// <summary>Expressions in which a tensor instead of a number compiles but has another effect.</summary>
internal static class TensorsAsObjects
{
    /// <summary>Returns how many tensors are printed, compared or boxed, which does not use their value.</summary>
    public static int Count(SyntaxNode code, SemanticModel model) =>
        code.DescendantNodes().OfType<ExpressionSyntax>().Count(e => IsUsedAsObject(e, model));

    private static bool IsUsedAsObject(ExpressionSyntax expression, SemanticModel model)
    {
        var type = model.GetTypeInfo(expression);
        if (!type.Type.Is(KnownNames.Tensor))
            return false;
        return expression.Parent is InterpolationSyntax
                or MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ToString" or "Equals" or "GetHashCode" or "GetType" }
            || type.ConvertedType is { SpecialType: SpecialType.System_Object or SpecialType.System_String }
                or { TypeKind: TypeKind.Dynamic or TypeKind.Interface };
    }
}
