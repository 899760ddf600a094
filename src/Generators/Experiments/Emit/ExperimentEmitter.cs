using System.Linq;
using Gen.Generators.Common;
using Gen.Generators.Experiments.Model;

namespace Gen.Generators.Experiments.Emit;

/// <summary>The members that users call: <c>RunAsync</c>, <c>Parse</c>, JSON, the implicit entries.</summary>
internal static class ExperimentEmitter
{
    private const string Configuration = "global::Gen.Configuration.";

    public static string Emit(ExperimentModel model)
    {
        // An experiment whose slot's name is taken could not implement the interface: the error says so, and nothing is added.
        var schema = GeneratedMembers.Schema;
        return GeneratedFile.Partial(model.Type, $" : {Configuration}IExperiment", writer =>
        {
            EmitRuns(writer, model, schema);
            EmitRestore(writer, model, schema);
            EmitConversions(writer, model, schema);
            EmitImplicitEntries(writer, model);
            EmitBinding(writer, model);
        });
    }

    private static void EmitRuns(SourceWriter w, ExperimentModel model, string schema)
    {
        var main = model.Commands.FirstOrDefault(c => c.Name == CommandParser.MainName);
        if (!model.TakenMembers.Contains(GeneratedMembers.RunFromArguments))
        {
            Doc(w, "Runs what the command line says: a command, options, named configs, config files and <c>key=value</c> (see <c>--help</c>).");
            w.Line("/// <param name=\"args\">The program's arguments.</param>");
            w.Line("/// <param name=\"options\">Options that the arguments go on top of; null for the defaults.</param>");
            w.Line("/// <returns>The exit code: 0 done, 1 the run failed, 2 bad command line or config, 130 interrupted, 143 terminated.</returns>");
            w.Line(GeneratedFile.GeneratedCode);
            w.Line($"public {New(model, GeneratedMembers.RunFromArguments)}static global::System.Threading.Tasks.Task<int> RunAsync(string[] args, global::Gen.RunOptions? options = null) =>");
            w.Line($"    {Configuration}ExperimentRunner.RunAsync({schema}.Instance, args, options);").Line();
            Doc(w, "Runs what the command line says until a token ends the run, such as a host's stopping token. Signals are the host's affair then.");
            w.Line("/// <param name=\"args\">The program's arguments.</param>");
            w.Line("/// <param name=\"options\">Options that the arguments go on top of; null for the defaults.</param>");
            w.Line("/// <param name=\"cancellationToken\">Ends the run as interrupted, with exit code 130.</param>");
            w.Line(GeneratedFile.GeneratedCode);
            w.Line($"public {New(model, GeneratedMembers.RunFromArguments)}static global::System.Threading.Tasks.Task<int> RunAsync(string[] args, global::Gen.RunOptions? options, global::System.Threading.CancellationToken cancellationToken) =>");
            w.Line($"    {Configuration}ExperimentRunner.RunAsync({schema}.Instance, args, options, cancellationToken);").Line();
        }

        if (!model.TakenMembers.Contains(GeneratedMembers.Resume))
        {
            Doc(w, "Goes on with a run that was recorded, from its newest checkpoint, in its folder and with its command and config.");
            w.Line("/// <param name=\"run\">The run's number in the runs directory, or its folder.</param>");
            w.Line("/// <param name=\"updates\">What is changed of the recorded config, as on the command line: <c>\"epochs=20\"</c>.</param>");
            w.Line("/// <param name=\"options\">How the run goes on; null for the defaults. It keeps its name and folder.</param>");
            w.Line("/// <param name=\"cancellationToken\">Ends the run as interrupted.</param>");
            w.Line("/// <returns>The finished run.</returns>");
            w.Line("/// <exception cref=\"global::Gen.UserErrorException\">The run cannot be resumed, or not so; nothing was changed.</exception>");
            w.Line(GeneratedFile.GeneratedCode);
            w.Line($"public {New(model, GeneratedMembers.Resume)}static global::System.Threading.Tasks.Task<global::Gen.Run> ResumeAsync(string run, string[]? updates = null, global::Gen.RunOptions? options = null, global::System.Threading.CancellationToken cancellationToken = default) =>");
            w.Line($"    {Configuration}ExperimentRunner.ResumeAsync({schema}.Instance, run, updates ?? [], options, cancellationToken);").Line();
        }

        if (main is null || model.TakenMembers.Contains(GeneratedMembers.RunFromConfig))
            return;
        var (returns, runner) = main.Result is null ? ("global::Gen.Run", "RunWithoutResultAsync") : ($"global::Gen.Run<{main.Result}>", "RunAsync");
        Doc(w, "Runs the method marked <c>[Main]</c> with this config, as often as one likes in a process, also at the same time.");
        w.Line("/// <param name=\"config\">The config; the run works on a copy of it.</param>");
        w.Line("/// <param name=\"options\">Where and how the run is recorded; null for the defaults.</param>");
        w.Line("/// <param name=\"cancellationToken\">Ends the run as interrupted.</param>");
        w.Line("/// <returns>The finished run with its result.</returns>");
        w.Line(GeneratedFile.GeneratedCode);
        w.Line($"public {New(model, GeneratedMembers.RunFromConfig)}static global::System.Threading.Tasks.Task<{returns}> RunAsync({model.Type.FullName} config, global::Gen.RunOptions? options = null, global::System.Threading.CancellationToken cancellationToken = default) =>");
        w.Line($"    {Configuration}ExperimentRunner.{runner}({schema}.Instance, {schema}.Main, config, options, cancellationToken);").Line();
    }

    private static void EmitRestore(SourceWriter w, ExperimentModel model, string schema)
    {
        if (model.TakenMembers.Contains(GeneratedMembers.Restore))
            return;
        Doc(w, "What a recorded run left, for use elsewhere: its config, on which captured methods can be called, its files and, with Gen.Training, its model.");
        w.Line("/// <param name=\"run\">The run's number in the runs directory, or its folder.</param>");
        w.Line("/// <param name=\"updates\">What is changed of the recorded config, as on the command line: <c>\"device=cpu\"</c>.</param>");
        w.Line("/// <param name=\"options\">The runs directory and the log; null for the defaults.</param>");
        w.Line("/// <exception cref=\"global::Gen.UserErrorException\">There is no such run, it is one of another experiment, or its record is damaged.</exception>");
        w.Line(GeneratedFile.GeneratedCode);
        w.Line($"public {New(model, GeneratedMembers.Restore)}static global::Gen.Restored<{model.Type.FullName}> Restore(string run, string[]? updates = null, global::Gen.RunOptions? options = null) =>");
        w.Line($"    {Configuration}ExperimentRunner.Restore({schema}.Instance, run, updates ?? [], options);").Line();
    }

    private static void EmitConversions(SourceWriter w, ExperimentModel model, string schema)
    {
        if (!model.TakenMembers.Contains(GeneratedMembers.Parse))
        {
            Doc(w, "The config that named configs, config files and <c>key=value</c> make, on top of the environment.");
            w.Line("/// <param name=\"updates\">As on the command line: <c>\"fast\", \"epochs=3\"</c>.</param>");
            w.Line(GeneratedFile.GeneratedCode);
            w.Line($"public {New(model, GeneratedMembers.Parse)}static {model.Type.FullName} Parse(params string[] updates) => {Configuration}ExperimentRunner.Parse({schema}.Instance, updates);").Line();
        }

        if (!model.TakenMembers.Contains(GeneratedMembers.Parse) && !model.TakenMembers.Contains(GeneratedMembers.ParseForRun))
        {
            Doc(w, "The config of a run with these options: as from the updates alone, but <see cref=\"global::Gen.RunOptions.Configuration\"/> comes before the environment.");
            w.Line("/// <param name=\"options\">The options.</param>");
            w.Line("/// <param name=\"updates\">As on the command line: <c>\"fast\", \"epochs=3\"</c>.</param>");
            w.Line(GeneratedFile.GeneratedCode);
            w.Line($"public {New(model, GeneratedMembers.ParseForRun)}static {model.Type.FullName} Parse(global::Gen.RunOptions options, params string[] updates) => {Configuration}ExperimentRunner.Parse({schema}.Instance, updates, options);").Line();
        }

        if (!model.TakenMembers.Contains(GeneratedMembers.ToJson))
        {
            Doc(w, "All entries as JSON, derived values too, as a run records them.");
            w.Line(GeneratedFile.GeneratedCode);
            w.Line($"public {New(model, GeneratedMembers.ToJson)}string ToJson() => {Configuration}ExperimentRunner.ToJson({schema}.Instance, this);").Line();
        }

        if (!model.TakenMembers.Contains(GeneratedMembers.FromJson))
        {
            Doc(w, "The config that a JSON text describes; entries that it lacks keep their defaults, derived values are passed over.");
            w.Line("/// <param name=\"json\">A JSON object, such as a run's <c>config.json</c>.</param>");
            w.Line(GeneratedFile.GeneratedCode);
            w.Line($"public {New(model, GeneratedMembers.FromJson)}static {model.Type.FullName} FromJson(string json) => {Configuration}ExperimentRunner.FromJson({schema}.Instance, json);").Line();
        }
    }

    private static void EmitImplicitEntries(SourceWriter w, ExperimentModel model)
    {
        if (model.HasImplicitSeed)
        {
            Doc(w, "Seed of every random stream of a run; drawn, and recorded, if null.");
            w.Line($"[{Configuration}ImplicitEntry]");
            w.Line(GeneratedFile.GeneratedCode);
            w.Line("public long? Seed { get; init; }").Line();
        }

        if (model.HasImplicitDevice)
        {
            Doc(w, "Where torch computes: <c>auto</c> (a GPU if there is one), <c>cpu</c>, <c>cuda</c> or <c>cuda:N</c>.");
            w.Line($"[{Configuration}ImplicitEntry]");
            w.Line(GeneratedFile.GeneratedCode);
            w.Line("public string Device { get; init; } = \"auto\";").Line();
        }
    }

    private static void EmitBinding(SourceWriter w, ExperimentModel model)
    {
        if (!model.TakenMembers.Contains(GeneratedMembers.Binding))
            w.Line(GeneratedFile.GeneratedCode).Line($"private {Configuration}ExperimentBinding {GeneratedMembers.Binding};").Line();
        w.Line($"ref {Configuration}ExperimentBinding {Configuration}IExperiment.Binding => ref {GeneratedMembers.Binding};").Line();
        w.Line($"long? {Configuration}IExperiment.GivenSeed => {SeedText(model)};");
    }

    /// <summary>A seed entry of the user's counts if it is an integer.</summary>
    private static string SeedText(ExperimentModel model)
    {
        var seed = model.Entries.FirstOrDefault(e => e.NormalizedKey == "seed");
        if (seed is null || seed.Value.Kind != Shape.ValueKind.Integer)
            return "null";
        return seed.Value.FullName == "ulong" ? $"unchecked((long?){seed.Access})" : seed.Access;
    }

    private static string New(ExperimentModel model, string member) => model.HiddenMembers.Contains(member) ? "new " : "";

    private static void Doc(SourceWriter w, string summary) => w.Line($"/// <summary>{summary}</summary>");
}
