using Gen.Generators.Common;
using Gen.Generators.Semantics;

namespace Gen.Generators.Experiments.Emit;

/// <summary>
/// An experiment's part of its class: the members whose types depend on it, the implicit entries, the slot for its run, and the schema. All
/// other members are extension members of the runtime.
/// </summary>
internal static class ExperimentEmitter
{
    private const string Configuration = "global::Gen.Configuration.";

    public static string Emit(ExperimentModel model) =>
        GeneratedFile.Partial(
            model.Type,
            $" : {Configuration}IExperiment<{model.Self}>",
            writer =>
            {
                EmitRun(writer, model);
                SearchSpaceEmitter.EmitMethods(writer, model);
                NamedConfigEmitter.EmitWith(writer, model);
                EmitImplicitEntries(writer, model);
                EmitInterface(writer, model);
                ExperimentSchemaEmitter.Emit(writer, model);
            }
        );

    /// <summary>The one member that knows the type of the result.</summary>
    private static void EmitRun(SourceWriter w, ExperimentModel model)
    {
        var schema = GeneratedMembers.Schema;
        var main = model.Commands.FirstOrDefault(c => c.Name == CommandParser.MainName);
        if (main is null || model.TakenMembers.Contains(GeneratedMembers.RunFromConfig))
            return;
        var (returns, runner) = main.Result is null
            ? ("global::Gen.Run", "RunWithoutResultAsync")
            : ($"global::Gen.Run<{main.Result}>", "RunAsync");
        w.Line("/// <inheritdoc cref=\"global::Gen.ExperimentCommand{TExperiment, TResult}.RunAsync\"/>");
        w.Line(GeneratedFile.GeneratedCode);
        w.Line($"public static global::System.Threading.Tasks.Task<{returns}> RunAsync(").Indent();
        w.Line(
            $"{model.Self} config, global::Gen.RunOptions? options = null, global::System.Threading.CancellationToken cancellationToken = "
            + $"default) =>"
        );
        w.Line($"{schema}.Main.{runner}({schema}.Instance, config, options, cancellationToken);").Unindent().Line();
    }

    private static void EmitImplicitEntries(SourceWriter w, ExperimentModel model)
    {
        if (model.HasImplicitSeed)
            EmitImplicitEntry(
                w,
                "Seed of every random stream of a run. If null, one is drawn and recorded.",
                "public long? Seed { get; init; }"
            );
        if (model.HasImplicitDevice)
            EmitImplicitEntry(
                w,
                "Where torch computes: <c>auto</c> (a GPU if there is one), <c>cpu</c>, <c>cuda</c> or <c>cuda:N</c>.",
                "public string Device { get; init; } = \"auto\";"
            );
    }

    private static void EmitImplicitEntry(SourceWriter w, string summary, string declaration)
    {
        w.Line($"/// <summary>{summary}</summary>");
        w.Line($"[{Configuration}ImplicitEntry]");
        w.Line(GeneratedFile.GeneratedCode);
        w.Line(declaration).Line();
    }

    private static void EmitInterface(SourceWriter w, ExperimentModel model)
    {
        w.Line(GeneratedFile.GeneratedCode).Line($"private {Configuration}ExperimentBinding {GeneratedMembers.Binding};").Line();
        w.Line(
                $"static {Configuration}ExperimentSchema<{model.Self}> {Configuration}IExperiment<{model.Self}>.Schema => "
                + $"{GeneratedMembers.Schema}.Instance;"
            )
            .Line();
        w.Line($"ref {Configuration}ExperimentBinding {Configuration}IExperiment.Binding => ref {GeneratedMembers.Binding};").Line();
        w.Line($"long? {Configuration}IExperiment.GivenSeed => {SeedText(model)};").Line();
        w.Line(
                $"global::Gen.Run {Configuration}IExperiment.CreateDetachedRun() => "
                + $"{GeneratedMembers.Schema}.Instance.CreateDetachedRun(this);"
            )
            .Line();
    }

    /// <summary>A seed entry of the user's counts if it is an integer.</summary>
    private static string SeedText(ExperimentModel model)
    {
        var seed = model.Schema.Entries.FirstOrDefault(e => e.NormalizedKey == "seed");
        if (seed is null || seed.Value.Kind != ValueKind.Integer)
            return "null";
        return seed.Value.FullName == "ulong" ? $"unchecked((long?){seed.Access})" : seed.Access;
    }
}
