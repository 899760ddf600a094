using Gen.Analyzers.Tests.Mutations.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gen.Analyzers.Tests.Mutations.Mistakes;

/// <summary>Hooks: their parameters, how they are declared, and what callbacks watch.</summary>
internal static class HookMistakes
{
    private static readonly string[] s_values = ["int", "long", "double", "double[]", "double[,]", "Tensor"];

    public static IEnumerable<MistakeKind> Kinds =>
        [
            new("hook's parameter misspelt", Misspelt),
            new(
                "hook's parameter of no value",
                (s, _) =>
                    Values(s)
                        .Select(v => new Mistake("GEN030", new Change().Mark(v.Syntax.Identifier).Rename(s, v.Parameter, "somethingElse")))
            ),
            new("hook's parameter with another type", Retyped),
            new("value that is not there then", NotThen),
            new("hook that returns something", Returns),
            new(
                "hook that is generic",
                (s, _) =>
                    Hooks(s)
                        .Select(h => new Mistake("GEN032", new Change().Mark(h.Syntax.Identifier).InsertAfter(h.Syntax.Identifier, "<T>")))
            ),
            new("hook that is async", Async),
            new("hook in a class that is no experiment", Elsewhere),
            new("hook's attribute misspelt", MisspeltAttribute),
            new("hook that waits for the device", Waits),
            new("number taken out of a tensor in a hook", Reads),
            new("sum along axis 0 that is taken for a type, in a hook", Zero),
            new("probability of keeping as the rate of dropout", Keep),
        ];

    private static IEnumerable<(MethodDeclarationSyntax Syntax, IMethodSymbol Method)> Hooks(TestProgram program) =>
        program.Methods().Where(m => m.Method.IsHook());

    private static IEnumerable<(ParameterSyntax Syntax, IParameterSymbol Parameter)> Values(TestProgram program) =>
        from hook in Hooks(program)
        from syntax in hook.Syntax.ParameterList.Parameters
        let parameter = (IParameterSymbol)program.Declared(syntax)!
        where s_values.Contains(syntax.Type!.ToString()) && !parameter.Has("FromConfig")
        select (syntax, parameter);

    private static IEnumerable<Mistake> Misspelt(TestProgram program, Random random) =>
        from value in Values(program)
        from attempt in Enumerable.Range(0, 2)
        let name = Misspelling.Create(value.Parameter.Name, random, value.Parameter.ContainingType.Names())
        where name is not null
        select new Mistake("GEN030", new Change().Mark(value.Syntax.Identifier).Rename(program, value.Parameter, name));

    private static IEnumerable<Mistake> Retyped(TestProgram program, Random random) =>
        from value in Values(program)
        let entry = value.Parameter.ContainingType.Entry(value.Parameter.Name)
        let type = value.Parameter.Type.SpecialType == SpecialType.System_Double ? "float" : new[] { "string", "bool" }[random.Next(2)]
        select new Mistake(
            entry is null ? "GEN030" : "GEN002",
            new Change().Mark(value.Syntax.Identifier).Replace(value.Syntax.Type!, type)
        );

    private static IEnumerable<Mistake> NotThen(TestProgram program, Random random) =>
        from hook in Hooks(program)
        from added in hook.Syntax.AttributeLists[0].Attributes[0].Name.ToString().Split('.')[^1].Replace("Attribute", "") switch
        {
            "OnTrainBegin" or "OnEpochBegin" or "OnBatchBegin" => new[] { "double $$valLoss", "double $$loss", "Tensor $$yPred" },
            "OnBatchEnd" or "OnTestBatchEnd" => ["double $$valLoss", "Exception $$e"],
            "OnTestEnd" => ["double $$valLoss", "double $$lr", "int $$batch"],
            "OnException" => ["double $$loss"],
            _ => ["int $$batch", "Tensor $$input", "Exception $$e"],
        }
        where hook.Syntax.ParameterList.Parameters.All(p => p.Identifier.ValueText != added.Split('$')[^1])
        select new Mistake("GEN030", new Change().InsertBefore(hook.Syntax.ParameterList.Parameters[0], added + ", "));

    private static IEnumerable<Mistake> Returns(TestProgram program, Random random) =>
        from hook in Hooks(program)
        let type = new[] { "int", "bool", "Task", "ValueTask", "Task<int>" }[random.Next(5)]
        select new Mistake("GEN032", new Change().Mark(hook.Syntax.Identifier).Replace(hook.Syntax.ReturnType, type));

    private static IEnumerable<Mistake> Async(TestProgram program, Random random) =>
        from hook in Hooks(program)
        select new Mistake("GEN032", new Change().Mark(hook.Syntax.Identifier).InsertBefore(hook.Syntax.ReturnType, "async "));

    private static IEnumerable<Mistake> Elsewhere(TestProgram program, Random random) =>
        from experiment in program.Experiments()
        where program.UsesTorch
        from hook in new[] { "OnEpochEnd", "OnTrainBegin", "OnBatchEnd" }
        select new Mistake(
            "GEN032",
            new Change().InsertBefore(
                experiment.Syntax.CloseBraceToken,
                $"\n    private sealed class Helper {{ [{hook}] public void $$Told(int epoch) {{ }} }}\n"
            )
        );

    private static IEnumerable<Mistake> MisspeltAttribute(TestProgram program, Random random) =>
        from hook in Hooks(program)
        let attribute = hook.Syntax.AttributeLists[0].Attributes[0]
        where attribute.Name is IdentifierNameSyntax
        let name = Misspelling.Create(attribute.Name.ToString(), random, [])
        where name is not null
        select new Mistake("CS0246", new Change().Replace(attribute.Name, "$$" + name));

    private static bool IsOfBatches((MethodDeclarationSyntax Syntax, IMethodSymbol Method) hook) =>
        hook.Method.Has("OnBatchEnd") || hook.Method.Has("OnTestBatchEnd");

    private static IEnumerable<Mistake> Waits(TestProgram program, Random random) =>
        from hook in Hooks(program).Where(IsOfBatches)
        from metric in hook
            .Method.ContainingType.GetMembers()
            .OfType<IMethodSymbol>()
            .Where(m => m.Has("Metric"))
            .Select(m => m.Name)
            .Append("Loss")
        let name = char.ToLowerInvariant(metric[0]) + metric[1..]
        where
            hook
                .Method.ContainingType.GetTypeMembers("EvaluationLogs")[0]
                .GetMembers(metric)
                .OfType<IPropertySymbol>()
                .Any(p => p.Type.SpecialType == SpecialType.System_Double)
        where hook.Method.ContainingType.GetMembers(metric).All(m => m.GetAttributes().All(a => a.ConstructorArguments.IsEmpty))
        let change = new Change()
        let old = hook.Syntax.ParameterList.Parameters.FirstOrDefault(p => p.Identifier.ValueText == name)
        select new Mistake(
            "GEN022",
            old is null
                ? change.InsertBefore(hook.Syntax.ParameterList.Parameters[0], $"double $${name}, ")
                : change.Mark(old.Identifier).Replace(old.Type!, "double")
        );

    private static IEnumerable<Mistake> Reads(TestProgram program, Random random) =>
        InBatchHook(program, random, "GEN022", "_ = {0}.sum().$$item<float>();", "_ = (float){0}.sum();".Replace("(float)", "$$(float)"));

    private static IEnumerable<Mistake> Zero(TestProgram program, Random random) =>
        InBatchHook(program, random, "GEN024", "_ = {0}.sum($$0);", "_ = {0}.prod($$0);");

    private static IEnumerable<Mistake> Keep(TestProgram program, Random random) =>
        InBatchHook(
            program,
            random,
            "GEN025",
            "_ = TorchSharp.torch.nn.functional.dropout({0}, $$0.9);",
            "_ = TorchSharp.torch.nn.Dropout(p: $$0.75).call({0});"
        );

    private static IEnumerable<Mistake> InBatchHook(TestProgram program, Random random, string id, params string[] statements) =>
        from hook in Hooks(program).Where(IsOfBatches)
        from parameter in hook.Syntax.ParameterList.Parameters
        where parameter.Type!.ToString() == "Tensor"
        from statement in statements
        select new Mistake(
            id,
            new Change().InsertAfter(
                hook.Syntax.Body!.OpenBraceToken,
                "\n        " + string.Format(statement, parameter.Identifier.ValueText)
            )
        );
}
