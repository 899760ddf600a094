using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Gen.Generators.Common;
using Gen.Generators.Metrics.Plan;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gen.Generators.Metrics.Planning;

/// <summary>Turns a metric's body into a plan, or says why it cannot be streamed: for the generator and the analyzer alike.</summary>
internal static class Planner
{
    /// <param name="method">The metric.</param>
    /// <param name="compilation">The project.</param>
    /// <param name="cancellationToken">Cancels the planning.</param>
    /// <param name="owner">The type whose generated code computes it; null for its own type.</param>
    public static PlanningResult Plan(
        IMethodSymbol method, Compilation compilation, CancellationToken cancellationToken, INamedTypeSymbol? owner = null)
    {
        var context = new PlanningContext(owner ?? method.ContainingType, compilation, cancellationToken);
        var syntax = method.DeclaringSyntaxReferences.First().GetSyntax(cancellationToken);
        var arguments = new Variables();
        foreach (var parameter in method.Parameters)
        {
            arguments.Set(parameter, parameter.Type.Is(KnownNames.Tensor)
                ? new TensorValue(context.Nodes.Input(parameter.Name), Stage.Row)
                : new HostValue(context.Nodes.Config(parameter.Name, parameter.Type.FullName()), Stage.Constant));
        }

        try
        {
            var body = Inlining.Body(context, method) ?? throw new NotStreamableException(syntax, "it has no body");
            var result = Plan(method, body, arguments, context);
            var inputs = method.Parameters.Where(p => p.Type.Is(KnownNames.Tensor)).Select(p => p.Name).ToList();
            var configs = method.Parameters.Where(p => !p.Type.Is(KnownNames.Tensor)).Select(p => p.Name).ToList();
            return new PlanningResult(new MetricPlan(inputs, configs, result.Node, result.Rank), context.IsPublic, null);
        }
        catch (NotStreamableException e)
        {
            return new PlanningResult(null, false, new Refusal(e.Location, e.Message));
        }
    }

    // Once, or for each outcome of a condition that decides of what kind a value is.
    private static TensorValue Plan(IMethodSymbol method, IOperation body, Variables arguments, PlanningContext context)
    {
        try
        {
            return Result(new Interpreter(context).Run(method, body, arguments.Copy()), context, body.Syntax);
        }
        catch (UndecidedException e)
        {
            var whenTrue = context.Assumptions.Given(e.Condition, true, () => Plan(method, body, arguments, context));
            var whenFalse = context.Assumptions.Given(e.Condition, false, () => Plan(method, body, arguments, context));
            return whenTrue with
            {
                Node = context.Nodes.If(NodeTypes.Tensor, e.Condition, whenTrue.Node, whenFalse.Node),
                Stage = HostValues.Later(whenTrue.Stage, whenFalse.Stage),
                Rank = whenTrue.Rank == whenFalse.Rank ? whenTrue.Rank : null,
            };
        }
    }

    private static TensorValue Result(Value value, PlanningContext context, SyntaxNode body) => value switch
    {
        TensorValue { IsRow: false } tensor => tensor,
        TensorValue => throw new NotStreamableException(
            Returned(body), "the value still has a number per row; reduce the rows with sum or mean"),
        HostValue host => new TensorValue(context.Nodes.Cast(NodeTypes.Tensor, host.Node), host.Stage, 0, 0),
        _ => new TensorValue(ValueNodes.ToNode(context, value, Returned(body)), Stage.Result),
    };

    private static SyntaxNode Returned(SyntaxNode body) =>
        body.DescendantNodes().OfType<ReturnStatementSyntax>().LastOrDefault()?.Expression
        ?? body.DescendantNodesAndSelf().OfType<ArrowExpressionClauseSyntax>().FirstOrDefault()?.Expression
        ?? body;
}

/// <summary>A plan, or a refusal.</summary>
/// <param name="Plan">Null if refused.</param>
/// <param name="IsPublic">The plan names public members only.</param>
/// <param name="Refusal">Null if planned.</param>
internal sealed record PlanningResult(MetricPlan? Plan, bool IsPublic, Refusal? Refusal);

/// <summary>Why a metric cannot be streamed.</summary>
/// <param name="Location">The expression.</param>
/// <param name="Reason">One sentence without a full stop, and a way out.</param>
internal sealed record Refusal(Location Location, string Reason);

/// <summary>What all parts of one metric's planning share.</summary>
internal sealed class PlanningContext(INamedTypeSymbol owner, Compilation compilation, CancellationToken cancellationToken)
{
    public NodeTable Nodes { get; } = new();

    public Assumptions Assumptions { get; } = new();

    public Compilation Compilation { get; } = compilation;

    public CancellationToken CancellationToken { get; } = cancellationToken;

    /// <summary>False once the plan names a member that another assembly cannot see.</summary>
    public bool IsPublic { get; private set; } = true;

    private readonly HashSet<IOperation> _checked = [];

    /// <summary>Refuses a body that is outside the followed language.</summary>
    public void CheckOnce(IOperation body)
    {
        if (_checked.Add(body))
            FollowedLanguage.Check(body);
    }

    /// <summary>Methods being inlined, the metric itself first.</summary>
    public Stack<IMethodSymbol> Calls { get; } = new();

    /// <summary>Notes that generated code will name a symbol; refuses one that the metric's type cannot see.</summary>
    public void Mention(ISymbol symbol, SyntaxNode syntax)
    {
        var isPublic = true;
        for (var s = symbol; s is not null and not INamespaceSymbol; s = s.ContainingSymbol)
        {
            if (s is INamedTypeSymbol { TypeArguments: { Length: > 0 } arguments })
            {
                foreach (var argument in arguments.OfType<INamedTypeSymbol>())
                    Mention(argument, syntax);
            }

            isPublic &= s.DeclaredAccessibility is Accessibility.Public or Accessibility.NotApplicable;
        }

        if (!isPublic && !Compilation.IsSymbolAccessibleWithin(symbol, owner))
            throw new NotStreamableException(
                syntax,
                $"'{symbol.Name}' is not accessible from '{owner.Name}', whose generated state would have to use it"
            );
        IsPublic &= isPublic;
    }

    /// <summary>A type's name in generated code.</summary>
    public string TypeName(ITypeSymbol? type, SyntaxNode syntax)
    {
        if (type is INamedTypeSymbol named)
            Mention(named, syntax);
        return type?.FullName() ?? "var";
    }
}

/// <summary>
/// The bodies that planning has bound in one compilation: each once, however many metrics call it. Binding is most of what a metric costs
/// at every edit, and everything that needs a body asks here.
/// </summary>
internal sealed class BoundBodies(Compilation compilation)
{
    private static readonly ConditionalWeakTable<Compilation, BoundBodies> s_all = new();

    private readonly ConcurrentDictionary<SyntaxTree, SemanticModel> _models = new();
    private readonly ConcurrentDictionary<SyntaxNode, IOperation?> _bodies = new();
    private int _count;

    /// <summary>How often a body was bound so far, for tests.</summary>
    public int Count => _count;

    public static BoundBodies For(Compilation compilation) => s_all.GetValue(compilation, static c => new(c));

    /// <summary>The operation of a method's declaration.</summary>
    public IOperation? Bind(SyntaxNode declaration, CancellationToken cancellationToken)
    {
        if (_bodies.TryGetValue(declaration, out var known))
            return known;
        Interlocked.Increment(ref _count);
        var operation = Model(declaration.SyntaxTree).GetOperation(declaration, cancellationToken);
        return _bodies.GetOrAdd(declaration, operation);
    }

#pragma warning disable RS1030 // The bodies of helpers are in other trees than the one that an analyzer is shown.
    private SemanticModel Model(SyntaxTree tree) => _models.GetOrAdd(tree, t => compilation.GetSemanticModel(t));
#pragma warning restore RS1030
}

/// <summary>Ends the planning of a metric: its body has an expression that cannot be streamed.</summary>
internal sealed class NotStreamableException(SyntaxNode syntax, string reason, Location? location = null) : Exception(reason)
{
    public SyntaxNode Syntax { get; } = syntax;

    /// <summary>The expression, or the part of it that is to blame.</summary>
    public Location Location { get; } = location ?? syntax.GetLocation();
}
