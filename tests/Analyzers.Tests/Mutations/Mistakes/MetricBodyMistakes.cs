using Gen.Analyzers.Tests.Mutations.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gen.Analyzers.Tests.Mutations.Mistakes;

/// <summary>What metrics compute.</summary>
internal static class MetricBodyMistakes
{
    private static readonly string[] s_unstreamable =
    [
        "{0}.median()",
        "{0}.cumsum(0)",
        "{0}.flip(0)",
        "{0}.sort(0).Values",
        "{0}[0]",
        "{0}[^1]",
        "{0}.narrow(0, 0, 1)",
        "{0}.unique().output",
        "$$rand_like({0})",   // the call itself, and not the tensor, is what draws
        "{0}.softmax(0).argmax(0)",
    ];

    public static IEnumerable<MistakeKind> Kinds =>
    [
        new("labels overwritten", Overwritten),
        new("batch tensor that nothing reads", Unread),
        new("number taken out of a tensor", Read),
        new("sum along axis 0 that is taken for a type", Zero),
        new("product that ends the process", Product),
        new("formula that cannot be streamed", Unstreamable),
        new("misspelt tensor member", Member),
    ];

    private static IEnumerable<(MethodDeclarationSyntax Syntax, IMethodSymbol Method)> Metrics(TestProgram program) =>
        program.Methods().Where(m => m.Method.Has("Metric"));

    private static IEnumerable<(MethodDeclarationSyntax Syntax, string Tensor)> Tensors(TestProgram program) =>
        from metric in Metrics(program)
        from parameter in metric.Syntax.ParameterList.Parameters
        where parameter.Type!.ToString() == "Tensor"
        select (metric.Syntax, parameter.Identifier.ValueText);

    /// <summary>A statement before all others.</summary>
    private static Change First(MethodDeclarationSyntax metric, string statement) => metric.Body is { } body
        ? new Change().InsertAfter(body.OpenBraceToken, $"\n        {statement}\n")
        : new Change().Replace(metric.ExpressionBody!.ArrowToken, $"{{ {statement} return").Replace(metric.SemicolonToken, "; }");

    /// <summary>The expression that is returned last.</summary>
    private static ExpressionSyntax Result(MethodDeclarationSyntax metric) =>
        metric.ExpressionBody?.Expression ?? metric.Body!.Statements.OfType<ReturnStatementSyntax>().Last().Expression!;

    private static IEnumerable<Mistake> Overwritten(TestProgram program, Random random) =>
        from tensor in Tensors(program)
        let value = new[] { "ones_like({0})", "zeros_like({0})", "{0}.new_ones(1)", "tensor(1.0f)", "ones({0}.shape[0])" }[random.Next(5)]
        select new Mistake("GEN023", First(tensor.Syntax, $"$${tensor.Tensor} = {string.Format(value, tensor.Tensor)};"));

    private static IEnumerable<Mistake> Unread(TestProgram program, Random random) =>
        from metric in Metrics(program)
        where metric.Method.ContainingType.Has("Experiment")
        from name in new[] { "sampleWeight", "input" }
        select new Mistake("GEN023", new Change().InsertBefore(metric.Syntax.ParameterList.Parameters[0], $"Tensor $${name}, "));

    private static IEnumerable<Mistake> Read(TestProgram program, Random random) =>
        from tensor in Tensors(program)
        where !tensor.Syntax.ToString().Contains("Collect")
        let result = Result(tensor.Syntax)
        from read in new[] { "$$item<float>()", "$$ToSingle()", "$$ToDouble()" }
        select new Mistake(
            "GEN022 GEN020",
            new Change().InsertBefore(result, $"{tensor.Tensor}.to_type(ScalarType.Float32).sum().{read} * (").InsertAfter(result, ")")
        );

    private static IEnumerable<Mistake> Zero(TestProgram program, Random random) =>
        from tensor in Tensors(program)
        let result = Result(tensor.Syntax)
        select new Mistake("GEN024", new Change().InsertBefore(result, $"{tensor.Tensor}.sum($$0) + (").InsertAfter(result, ")"));

    private static IEnumerable<Mistake> Product(TestProgram program, Random random) =>
        from tensor in Tensors(program)
        let result = Result(tensor.Syntax)
        select new Mistake(
            "GEN026",
            new Change().InsertBefore(result, $"{tensor.Tensor}.T.$$matmul({tensor.Tensor}).sum() + (").InsertAfter(result, ")")
        );

    private static IEnumerable<Mistake> Unstreamable(TestProgram program, Random random) =>
        from tensor in Tensors(program)
        where !tensor.Syntax.ToString().Contains("Collect")
        let result = Result(tensor.Syntax)
        from attempt in Enumerable.Range(0, 3)
        let pattern = s_unstreamable[random.Next(s_unstreamable.Length)]
        let formula = string.Format(pattern, pattern.StartsWith("$$", StringComparison.Ordinal) ? tensor.Tensor : "$$" + tensor.Tensor)
        select new Mistake("GEN020", new Change().InsertBefore(result, $"{formula}.sum() + (").InsertAfter(result, ")"));

    // What C# checks: there are no names that are looked up while the program runs.
    private static IEnumerable<Mistake> Member(TestProgram program, Random random) =>
        from metric in Metrics(program)
        from access in metric.Syntax.DescendantNodes().OfType<MemberAccessExpressionSyntax>()
        where program.Meant(access) is IMethodSymbol
        let name = Misspelling.Create(access.Name.Identifier.ValueText, random, [])
        where name is not null
        select new Mistake("CS1061 CS0117", new Change().Replace(access.Name, "$$" + name));
}
