using Gen.Analyzers.Tests.Mutations.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gen.Analyzers.Tests.Mutations.Mistakes;

/// <summary>Names of the values that callbacks watch.</summary>
internal static class MonitorMistakes
{
    public static IEnumerable<MistakeKind> Kinds =>
    [
        new("monitor misspelt", Misspelt),
        new("monitor of something that is no number", NotScalar),
        new("constant of a monitor misspelt", Constant),
    ];

    private static IEnumerable<(TypeDeclarationSyntax Syntax, INamedTypeSymbol Logs)> Trained(TestProgram program) =>
        from experiment in program.Experiments()
        where
            program
                .GeneratedCalls("CreateTrainer")
                .Any(c => SymbolEqualityComparer.Default.Equals(program.Meant(c)!.ContainingType, experiment.Type))
        select (experiment.Syntax, experiment.Type.GetTypeMembers("Logs")[0]);

    private static IEnumerable<Mistake> Misspelt(TestProgram program, Random random) =>
        from experiment in Trained(program)
        let keys = experiment
            .Logs.GetTypeMembers("Names")[0]
            .GetMembers()
            .OfType<IFieldSymbol>()
            .Select(f => (string)f.ConstantValue!)
            .ToArray()
        from key in keys
        let wrong = Misspelling.Create(key, random, keys)
        where wrong is not null
        select Watched(experiment.Syntax, wrong, random);

    private static IEnumerable<Mistake> NotScalar(TestProgram program, Random random) =>
        from experiment in Trained(program)
        from value in experiment.Logs.GetMembers().OfType<IPropertySymbol>()
        where value.Type is IArrayTypeSymbol && value.DeclaredAccessibility == Accessibility.Public
        select Watched(experiment.Syntax, char.ToLowerInvariant(value.Name[0]) + value.Name[1..], random);

    private static Mistake Watched(TypeDeclarationSyntax experiment, string key, Random random)
    {
        var callback = new[] { "new EarlyStopping($${0})", "new ModelCheckpoint(\"w\", $${0})", "new ReduceLROnPlateau($${0})" }[
            random.Next(3)
        ];
        return new(
            "GEN031",
            new Change().InsertBefore(
                experiment.CloseBraceToken,
                $"\n    private static Callback Watch() => {string.Format(callback, $"\"{key}\"")};\n"
            )
        );
    }

    // What C# checks.
    private static IEnumerable<Mistake> Constant(TestProgram program, Random random) =>
        from experiment in Trained(program)
        from name in experiment.Logs.GetTypeMembers("Names")[0].GetMembers().OfType<IFieldSymbol>().Select(f => f.Name)
        let wrong = Misspelling.Create(name, random, [])
        where wrong is not null
        select new Mistake(
            "CS0117",
            new Change().InsertBefore(
                experiment.Syntax.CloseBraceToken,
                $"\n    private static Callback Watch() => new EarlyStopping(Logs.Names.$${wrong});\n"
            )
        );
}
