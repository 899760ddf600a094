using Gen.Analyzers.Tests.Mutations.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gen.Analyzers.Tests.Mutations.NeutralEdits;

/// <summary>Things that a program gets beside those that it has.</summary>
internal static class AddedMembers
{
    public static IEnumerable<NeutralEditKind> Kinds =>
        [
            new(
                "private members added",
                Inserted(
                    "private readonly int _added = 1; private int AddedTwice() => 2 * _added;",
                    "private static int AddedSum(int epoch, int bachSize) => epoch + bachSize;",
                    "private const string AddedKey = \"no_such_entry=1\";",
                    "private sealed class Added { public int Epoch { get; } public object? Things { get; set; } }",
                    "private enum AddedKind { First, Second }",
                    "private object? AddedThing { get; set; }",
                    "internal static int AddedCount { get; set; }",
                    "public object AddedComputed => new object();",
                    "private delegate int AddedFunction(int epochs);"
                )
            ),
            new(
                "entry added, and read by a derived one",
                Inserted(
                    "public int AddedSize { get; init; } = 3; public int AddedSizes => AddedSize * 2;",
                    "public string[] AddedNames { get; init; } = []; public int AddedCount => AddedNames.Length;"
                )
            ),
            new(
                "entry added, and captured",
                Inserted(
                    "public double AddedRate { get; init; } = 0.5; [Captured] private static double AddedHalf(double addedRate) => "
                    + "addedRate / 2; private double AddedCall() => AddedHalf();",
                    "public TimeSpan? AddedLimit { get; set; } [Captured] private static T AddedPick<T>(T item, TimeSpan? addedLimit) => "
                    + "item; private int AddedCall() => AddedPick(1);"
                )
            ),
            new(
                "command added",
                Inserted(
                    "[Command(\"added\")] private void AddedCommand(Run run, Random random, CancellationToken cancellationToken) => "
                    + "run.LogScalar(\"added\", random.Next());",
                    "[Command(\"added-later\")] private static async Task<int> AddedCommand(long? seed) { await Task.Yield(); return "
                    + "(int)(seed ?? 0); }"
                )
            ),
            new("named config added", NamedConfig),
            new("named config added elsewhere", NamedConfigElsewhere),
            new("update string added", Update),
            new("metric added", Metric),
            new("hook added", Hook),
            new("monitor added", Monitor),
            new(
                "unrelated file added",
                (s, _) =>
                    [
                        new Change().AddFile(
                            "Unrelated.cs",
                            "internal sealed class Unrelated { public int Epochs { get; } = 1; public static int Parse(string epoch) => "
                            + "epoch.Length; public void Train(int epochs) => Parse(\"bach_size=1\"); }\n"
                        ),
                    ]
            ),
            new(
                "experiment added",
                (s, _) =>
                    [
                        new Change().AddFile(
                            "Second.cs",
                            """
                            [Gen.Experiment("second")]
                            internal sealed partial class SecondExperiment
                            {
                                public int Depth { get; init; } = 3;

                [Gen.NamedConfig]
                public sealed class Deep
                {
                    public int Depth => 30;
                }

                [Gen.Main]
                private int Go(int depth) => depth;
            }
            """)]),
    ];

    private static Func<TestProgram, Random, IEnumerable<Change>> Inserted(params string[] members) => (program, random) =>
        from experiment in program.Experiments()
        from member in members
        select In(experiment.Syntax, member, random);

    /// <summary>As the first member or the last.</summary>
    private static Change In(TypeDeclarationSyntax type, string member, Random random) => random.Next(2) == 0
        ? new Change().InsertAfter(type.OpenBraceToken, $"\n    {member}\n")
        : new Change().InsertBefore(type.CloseBraceToken, $"\n    {member}\n");

    private static IEnumerable<Change> NamedConfig(TestProgram program, Random random) =>
        from entry in program.Entries()
        where entry.Property.ContainingType.Has("Experiment")
        let experiment = (TypeDeclarationSyntax)entry.Syntax.Parent!
        select In(
            experiment,
            $"[NamedConfig] public sealed class Added({entry.Property.ContainingType.Name} given) {{ public {entry.Syntax.Type} "
            + $"{entry.Property.Name} => given.{entry.Property.Name}; }}",
            random
        );

    private static IEnumerable<Change> NamedConfigElsewhere(TestProgram program, Random random) =>
        from entry in program.Entries()
        where entry.Property.ContainingType.Has("Experiment")
        let experiment = entry.Property.ContainingType.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)
        let type = entry.Property.Type.ToDisplayString(
            SymbolDisplayFormat.FullyQualifiedFormat.AddMiscellaneousOptions(
                SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier
            )
        )
        select new Change().AddFile(
            "Added.cs",
            $"[Gen.NamedConfig<{experiment}>]\ninternal sealed class Added\n{{\n    "
            + $"[Gen.FromConfig(nameof({experiment}.{entry.Property.Name}))]\n    public {type} Value => default!;\n}}\n"
        );

    private static IEnumerable<Change> Update(TestProgram program, Random random) =>
        from entry in program.Entries()
        where entry.Property.ContainingType.Has("Experiment") && Value(entry.Property.Type) is not null
        let key = random.Next(3) switch
        {
            0 => entry.Property.Name.ToUpperInvariant(),
            1 => entry.Property.Name,
            _ => entry.Property.Name.Insert(1, "-"),
        }
        select In(
            (TypeDeclarationSyntax)entry.Syntax.Parent!,
            $"private static object AddedPreset() => {entry.Property.ContainingType.Name}.Parse(\"{key}={Value(entry.Property.Type)}\");",
            random
        );

    private static string? Value(ITypeSymbol type) =>
        type.SpecialType switch
        {
            SpecialType.System_Boolean => "yes",
            SpecialType.System_Int32 or SpecialType.System_Int64 => "1_000",
            SpecialType.System_Double or SpecialType.System_Single => "1e-3",
            SpecialType.System_String => "any text = 1",
            _ => type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } ? "null"
            : type.TypeKind == TypeKind.Enum ? type.GetMembers().OfType<IFieldSymbol>().Last().Name
            : null,
        };

    private static IEnumerable<Change> Metric(TestProgram program, Random random) =>
        from type in program.Types()
        where type.Syntax.Members.OfType<MethodDeclarationSyntax>().Any(m => ((IMethodSymbol)program.Declared(m)!).Has("Metric"))
        from metric in new[]
        {
            "[Metric] private static Tensor Added(Tensor yTrue, Tensor yPred) => (yTrue.sum() + yPred.sum()) / 2;",
            "[Metric(Shape = MetricShape.Scalar), Collect] private static Tensor Added(Tensor yPred) => yPred.median();",
            "[Metric(\"added_more\")] private static Tensor Added(Tensor yTrue, Tensor yPred, double power = 2) => (yTrue - "
            + "yPred).abs().pow(power).mean();",
        }
        select In(type.Syntax, metric, random);

    private static IEnumerable<Change> Hook(TestProgram program, Random random) =>
        from experiment in Trained(program)
        from hook in new[]
        {
            "[OnEpochEnd] private void Added(int epoch, double valLoss, Run run) => run.LogScalar(\"added\", valLoss, epoch);",
            "[OnBatchEnd] private static void Added(long step, Tensor loss, Device device) => Console.WriteLine($\"{step} "
            + "{loss.shape.Length} {device}\");",
            "[OnTrainBegin, OnTestBegin] private void Added(int epoch, TrainingContext context) => Console.WriteLine($\"{epoch} "
            + "{context}\");",
        }
        select In(experiment, hook, random);

    private static IEnumerable<Change> Monitor(TestProgram program, Random random) =>
        from experiment in Trained(program)
        from name in ((INamedTypeSymbol)program.Declared(experiment)!)
            .GetTypeMembers("Logs")[0]
            .GetTypeMembers("Names")[0]
            .GetMembers()
            .OfType<IFieldSymbol>()
        let key = random.Next(2) == 0 ? $"\"{name.ConstantValue}\"" : $"Logs.Names.{name.Name}"
        select In(experiment, $"private static Callback AddedWatch() => new EarlyStopping({key});", random);

    private static IEnumerable<TypeDeclarationSyntax> Trained(TestProgram program) =>
        from experiment in program.Experiments()
        where
            program
                .GeneratedCalls("CreateTrainer")
                .Any(c => SymbolEqualityComparer.Default.Equals(program.Meant(c)!.ContainingType, experiment.Type))
        select experiment.Syntax;
}
