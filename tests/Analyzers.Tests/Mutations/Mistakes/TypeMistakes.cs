using Gen.Analyzers.Tests.Mutations.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gen.Analyzers.Tests.Mutations.Mistakes;

/// <summary>Experiments, the types around them, and types with metrics.</summary>
internal static class TypeMistakes
{
    public static IEnumerable<MistakeKind> Kinds =>
    [
        new("lost partial", LostPartial),
        new("lost [Experiment]", LostExperiment),
        new("experiment that is generic", Generic),
        new("experiment that is abstract", Abstract),
        new("experiment that cannot be made", NoConstructor),
        new("member in the place of a generated one", InTheWay),
        new("member in the place of a trainer's", InTheWayOfTraining),
        new("class in the place of a metric's state", InTheWayOfMetrics),
    ];

    private static IEnumerable<Mistake> LostPartial(TestProgram program, Random random) =>
        from type in program.Types()
        let keyword = type.Syntax.Modifiers.FirstOrDefault(m => m.IsKind(SyntaxKind.PartialKeyword))
        where keyword != default
        select new Mistake(
            "GEN007",
            new Change().Mark(type.Syntax.Identifier).Replace(program.Trees.First(t => t == keyword.SyntaxTree), keyword.FullSpan, "")
        );

    private static IEnumerable<Mistake> LostExperiment(TestProgram program, Random random) =>
        from experiment in program.Experiments()
        let main = program
            .Methods()
            .First(m => m.Method.Has("Main") && SymbolEqualityComparer.Default.Equals(m.Method.ContainingType, experiment.Type))
        select new Mistake(
            "GEN017",
            new Change().Mark(main.Syntax.AttributeLists[0].Attributes[0].Name).Remove(experiment.Syntax.AttributeLists[0])
        );

    private static IEnumerable<Mistake> Generic(TestProgram program, Random random) =>
        from experiment in program.Experiments()
        where experiment.Type.DeclaringSyntaxReferences.Length - Generated(experiment.Type) == 1
        select new Mistake(
            "GEN017",
            new Change().Mark(experiment.Syntax.AttributeLists[0].Attributes[0].Name).InsertAfter(experiment.Syntax.Identifier, "<T>")
        );

    private static int Generated(INamedTypeSymbol type) =>
        type.DeclaringSyntaxReferences.Count(r => r.SyntaxTree.FilePath.EndsWith(".g.cs", StringComparison.Ordinal));

    private static IEnumerable<Mistake> Abstract(TestProgram program, Random random) =>
        from experiment in program.Experiments()
        let parts = program.Types().Where(t => SymbolEqualityComparer.Default.Equals(t.Type, experiment.Type)).ToArray()
        let keywords = parts.SelectMany(p => p.Syntax.Modifiers.Where(m => m.IsKind(SyntaxKind.SealedKeyword)))
        select new Mistake(
            "GEN008",
            keywords.Aggregate(new Change().Mark(parts[0].Syntax.Identifier), (change, keyword) => change.Replace(keyword, "abstract"))
        );

    private static IEnumerable<Mistake> NoConstructor(TestProgram program, Random random) =>
        from experiment in program.Experiments()
        let first = program.Types().First(t => SymbolEqualityComparer.Default.Equals(t.Type, experiment.Type))
        select new Mistake(
            "GEN008",
            new Change()
                .Mark(first.Syntax.Identifier)
                .InsertAfter(experiment.Syntax.OpenBraceToken, $"\n    public {experiment.Type.Name}(int size) {{ }}\n")
        );

    private static IEnumerable<Mistake> InTheWay(TestProgram program, Random random) =>
        from experiment in program.Experiments()
        from member in new[]
        {
            "public string $$ToJson() => \"\";",
            "public static object $$Parse(params string[] updates) => updates;",
            "public static object $$FromJson(string text) => text;",
            "public const string $$RunAsync = \"\";",
            "private static void $$Restore(string run) { }",
            "private int $$Seed() => 1;",
            "private int $$GeneratedSchema;",
        }
        select Inserted(experiment.Syntax, member, "GEN011");

    private static IEnumerable<Mistake> InTheWayOfTraining(TestProgram program, Random random) =>
        from experiment in program.Experiments()
        where program.UsesTorch && experiment.Type.GetMembers("Logs").Length > 0
        from member in new[]
        {
            "private sealed class $$Logs;",
            "private bool $$CreateTrainer => true;",
            "private enum $$GeneratedHooks { }",
        }
        select Inserted(experiment.Syntax, member, "GEN011");

    private static IEnumerable<Mistake> InTheWayOfMetrics(TestProgram program, Random random) =>
        from type in program.Types()
        from metric in type.Type.GetMembers().OfType<IMethodSymbol>()
        where metric.Has("Metric") && type.Syntax.Members.OfType<MethodDeclarationSyntax>().Any(m => m.Identifier.ValueText == metric.Name)
        from member in new[] { $"private struct $${metric.Name}State;", "private static int $$MetricSet => 1;" }
        select Inserted(type.Syntax, member, "GEN011");

    private static Mistake Inserted(TypeDeclarationSyntax type, string member, string id) =>
        new(id, new Change().InsertAfter(type.OpenBraceToken, $"\n    {member}\n"));
}
