using System.Linq;
using Gen.Generators.Common;
using Gen.Generators.Experiments.Model;

namespace Gen.Generators.Experiments.Emit;

/// <summary>An experiment's part of its class: what it inherits or the members that users call, the implicit entries, and the schema, in one file.</summary>
internal static class ExperimentEmitter
{
    private const string Configuration = "global::Gen.Configuration.";

    public static string Emit(ExperimentModel model)
    {
        var type = model.Self;
        var bases = model.InheritsMembers ? $" : {Configuration}ExperimentBase<{type}>, {Configuration}IExperiment<{type}>" : $" : {Configuration}IExperiment";
        return GeneratedFile.Partial(model.Type, bases, writer =>
        {
            EmitRun(writer, model);
            if (model.InheritsMembers)
            {
                writer.Line($"static {Configuration}ExperimentSchema<{type}> {Configuration}IExperiment<{type}>.Schema => {GeneratedMembers.Schema}.Instance;").Line();
                EmitDevice(writer, model);
            }
            else
            {
                OwnMembersEmitter.Emit(writer, model);
                EmitSeed(writer, model);
                EmitDevice(writer, model);
                EmitBinding(writer, model);
            }

            SchemaEmitter.Emit(writer, model);
        });
    }

    /// <summary>The one member that knows the type of the result.</summary>
    private static void EmitRun(SourceWriter w, ExperimentModel model)
    {
        var schema = GeneratedMembers.Schema;
        var main = model.Commands.FirstOrDefault(c => c.Name == CommandParser.MainName);
        if (main is null || model.TakenMembers.Contains(GeneratedMembers.RunFromConfig))
            return;
        var (returns, runner) = main.Result is null ? ("global::Gen.Run", "RunWithoutResultAsync") : ($"global::Gen.Run<{main.Result}>", "RunCommandAsync");
        OwnMembersEmitter.Inherit(w, runner);
        w.Line(GeneratedFile.GeneratedCode);
        w.Line($"public {OwnMembersEmitter.New(model, GeneratedMembers.RunFromConfig)}static global::System.Threading.Tasks.Task<{returns}> RunAsync({model.Self} config, global::Gen.RunOptions? options = null, global::System.Threading.CancellationToken cancellationToken = default) =>");
        w.Line($"    {schema}.Instance.{runner}({schema}.Main, config, options, cancellationToken);").Line();
    }

    private static void EmitSeed(SourceWriter w, ExperimentModel model)
    {
        if (model.HasImplicitSeed)
            EmitImplicitEntry(w, "Seed of every random stream of a run; drawn, and recorded, if null.", "public long? Seed { get; init; }");
    }

    private static void EmitDevice(SourceWriter w, ExperimentModel model)
    {
        if (model.HasImplicitDevice)
            EmitImplicitEntry(w, "Where torch computes: <c>auto</c> (a GPU if there is one), <c>cpu</c>, <c>cuda</c> or <c>cuda:N</c>.", "public string Device { get; init; } = \"auto\";");
    }

    private static void EmitImplicitEntry(SourceWriter w, string summary, string declaration)
    {
        w.Line($"/// <summary>{summary}</summary>");
        w.Line($"[{Configuration}ImplicitEntry]");
        w.Line(GeneratedFile.GeneratedCode);
        w.Line(declaration).Line();
    }

    private static void EmitBinding(SourceWriter w, ExperimentModel model)
    {
        // An experiment whose slot's name is taken could not implement the interface: the error says so, and nothing is added.
        if (!model.TakenMembers.Contains(GeneratedMembers.Binding))
            w.Line(GeneratedFile.GeneratedCode).Line($"private {Configuration}ExperimentBinding {GeneratedMembers.Binding};").Line();
        w.Line($"ref {Configuration}ExperimentBinding {Configuration}IExperiment.Binding => ref {GeneratedMembers.Binding};").Line();
        w.Line($"long? {Configuration}IExperiment.GivenSeed => {SeedText(model)};").Line();
    }

    /// <summary>A seed entry of the user's counts if it is an integer.</summary>
    private static string SeedText(ExperimentModel model)
    {
        var seed = model.Entries.FirstOrDefault(e => e.NormalizedKey == "seed");
        if (seed is null || seed.Value.Kind != Shape.ValueKind.Integer)
            return "null";
        return seed.Value.FullName == "ulong" ? $"unchecked((long?){seed.Access})" : seed.Access;
    }
}
