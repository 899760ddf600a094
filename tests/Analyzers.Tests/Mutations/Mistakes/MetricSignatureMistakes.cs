using Gen.Analyzers.Tests.Mutations.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gen.Analyzers.Tests.Mutations.Mistakes;

/// <summary>How metrics are declared.</summary>
internal static class MetricSignatureMistakes
{
    public static IEnumerable<MistakeKind> Kinds =>
        [
            new("metric that is not static", NotStatic),
            new(
                "metric that is generic",
                (s, _) =>
                    Metrics(s)
                        .Select(m => new Mistake("GEN021", new Change().Mark(m.Syntax.Identifier).InsertAfter(m.Syntax.Identifier, "<T>")))
            ),
            new(
                "metric that returns a number",
                (s, _) =>
                    Metrics(s)
                        .Select(m => new Mistake("GEN021", new Change().Mark(m.Syntax.Identifier).Replace(m.Syntax.ReturnType, "double")))
            ),
            new("batch tensor that is nullable or by reference", Batch),
            new("batch tensor misspelt", MisspeltBatch),
            new(
                "batch tensors as a list",
                (s, _) =>
                    Tensors(s)
                        .Select(t => new Mistake(
                            "GEN021",
                            new Change().Mark(t.Syntax.Identifier).Replace(t.Syntax.Type!, "IReadOnlyList<Tensor>")
                        ))
            ),
            new("config parameter of a metric misspelt", Misspelt),
            new("config parameter of a metric with another type", Retyped),
            new("config parameter of a metric that nothing fills", Unfilled),
            new("metric of another's name", SameName),
            new("metric with a trainer's own name", OwnName),
            new("two methods for one metric", SameMethod),
            new("[Collect] without [Metric]", CollectAlone),
            new("experiment whose trainer is made by hand", NoTrainer),
        ];

    private static IEnumerable<(MethodDeclarationSyntax Syntax, IMethodSymbol Method)> Metrics(TestProgram program) =>
        program.Methods().Where(m => m.Method.Has("Metric"));

    private static IEnumerable<(ParameterSyntax Syntax, IMethodSymbol Method)> Tensors(TestProgram program) =>
        from metric in Metrics(program)
        from parameter in metric.Syntax.ParameterList.Parameters
        where parameter.Type!.ToString() == "Tensor"
        select (parameter, metric.Method);

    private static IEnumerable<(ParameterSyntax Syntax, IParameterSymbol Parameter, IPropertySymbol Entry)> Configured(
        TestProgram program
    ) => program.FilledByName(m => m.Has("Metric"));

    private static IEnumerable<Mistake> NotStatic(TestProgram program, Random random) =>
        from metric in Metrics(program)
        let keyword = metric.Syntax.Modifiers.First(m => m.IsKind(SyntaxKind.StaticKeyword))
        select new Mistake("GEN021", new Change().Mark(metric.Syntax.Identifier).Replace(keyword.SyntaxTree!, keyword.FullSpan, ""));

    private static IEnumerable<Mistake> Batch(TestProgram program, Random random) =>
        from tensor in Tensors(program)
        let type = new[] { "Tensor?", "ref Tensor", "in Tensor", "out Tensor" }[random.Next(4)]
        select new Mistake("GEN021", new Change().Mark(tensor.Syntax.Identifier).Replace(tensor.Syntax.Type!, type));

    // Fed by hand a metric may call its tensors as it likes.
    private static IEnumerable<Mistake> MisspeltBatch(TestProgram program, Random random) =>
        from tensor in Tensors(program)
        let type = tensor.Method.ContainingType
        where type.Has("Experiment")
        let name = Misspelling.Create(tensor.Syntax.Identifier.ValueText, random, type.Names())
        where name is not null
        select new Mistake("GEN030", new Change().Mark(tensor.Syntax.Identifier).Rename(program, program.Declared(tensor.Syntax)!, name));

    private static IEnumerable<Mistake> Misspelt(TestProgram program, Random random) =>
        from config in Configured(program)
        let name = Misspelling.Create(config.Parameter.Name, random, config.Entry.ContainingType.Names())
        where name is not null
        select new Mistake("GEN001", new Change().Mark(config.Syntax.Identifier).Rename(program, config.Parameter, name));

    private static IEnumerable<Mistake> Retyped(TestProgram program, Random random) =>
        from config in Configured(program)
        select new Mistake(
            "GEN002",
            new Change().Mark(config.Syntax.Identifier).Replace(config.Syntax.Type!, WrongTypes.For(config.Parameter.Type))
        );

    private static IEnumerable<Mistake> Unfilled(TestProgram program, Random random) =>
        from config in Configured(program)
        select new Mistake("GEN021", new Change().Mark(config.Syntax.Identifier).Rename(program, config.Parameter, "somethingElse"));

    private static IEnumerable<Mistake> SameName(TestProgram program, Random random) =>
        from metric in Metrics(program)
        let key = metric.Method.GetAttributes().First(a => a.AttributeClass!.Name == "MetricAttribute").ConstructorArguments
            is [{ Value: string given }]
            ? given
            : metric.Method.Name
        let other = random.Next(2) == 0 ? key.ToUpperInvariant() : key.Insert(1, "_")
        select new Mistake(
            "GEN009",
            new Change().InsertAfter(
                metric.Syntax,
                $"\n\n    [Metric(\"{other}\")] private static Tensor $$Another(Tensor yTrue, Tensor yPred) => yTrue.eq(yPred).sum();\n"
            )
        );

    private static IEnumerable<Mistake> OwnName(TestProgram program, Random random) =>
        from metric in Metrics(program)
        where metric.Method.ContainingType.Has("Experiment")
        let name = new[] { "loss", "lr", "val_loss", "Loss", "val_" + Misspelling.Plain(metric.Method.Name) }[random.Next(5)]
        where
            !name.StartsWith("val_", StringComparison.Ordinal)
            || metric.Syntax.AttributeLists[0].Attributes[0].ArgumentList is null
            || name == "val_loss"
        select new Mistake(
            "GEN009",
            new Change().InsertAfter(
                metric.Syntax,
                $"\n\n    [Metric(\"{name}\")] private static Tensor $$Another(Tensor yTrue, Tensor yPred) => yTrue.eq(yPred).sum();\n"
            )
        );

    private static IEnumerable<Mistake> SameMethod(TestProgram program, Random random) =>
        from metric in Metrics(program)
        select new Mistake(
            "GEN011",
            new Change().InsertAfter(
                metric.Syntax,
                $"\n\n    [Metric(\"another\")] private static Tensor $${metric.Method.Name}(Tensor yTrue, Tensor yPred, int a, int b, "
                + $"Tensor input) => yTrue.eq(yPred).sum() + input.sum();\n"
            )
        );

    private static IEnumerable<Mistake> CollectAlone(TestProgram program, Random random) =>
        from metric in Metrics(program)
        select new Mistake(
            "GEN017",
            new Change().InsertAfter(metric.Syntax, "\n\n    [$$Collect] private static Tensor Another(Tensor yTrue) => yTrue.median();\n")
        );

    private static IEnumerable<Mistake> NoTrainer(TestProgram program, Random random) =>
        from call in program.GeneratedCalls("CreateTrainer")
        let experiment = program.Meant(call)!.ContainingType
        let first = program.Types().First(t => SymbolEqualityComparer.Default.Equals(t.Type, experiment))
        let open = call.ArgumentList.OpenParenToken
        select new Mistake(
            "GEN033",
            new Change().Mark(first.Syntax.Identifier).Replace(call.Expression, "new Trainer").InsertAfter(open, "null, ")
        );
}
