using System.Linq;
using Gen.Generators.Common;
using Gen.Generators.Experiments.Model;

namespace Gen.Generators.Experiments.Emit;

/// <summary>The members that users call: <c>RunAsync</c>, <c>Parse</c>, JSON, the implicit entries; and the schema, in the same file.</summary>
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
            SchemaEmitter.Emit(writer.Line(), model);
        });
    }

    private static void EmitRuns(SourceWriter w, ExperimentModel model, string schema)
    {
        var main = model.Commands.FirstOrDefault(c => c.Name == CommandParser.MainName);
        if (!model.TakenMembers.Contains(GeneratedMembers.RunFromArguments))
        {
            Inherit(w, "RunAsync");
            w.Line(GeneratedFile.GeneratedCode);
            w.Line($"public {New(model, GeneratedMembers.RunFromArguments)}static global::System.Threading.Tasks.Task<int> RunAsync(string[] args, global::Gen.RunOptions? options = null) =>");
            w.Line($"    {schema}.Instance.RunAsync(args, options);").Line();
            Inherit(w, "RunUntilAsync");
            w.Line(GeneratedFile.GeneratedCode);
            w.Line($"public {New(model, GeneratedMembers.RunFromArguments)}static global::System.Threading.Tasks.Task<int> RunAsync(string[] args, global::Gen.RunOptions? options, global::System.Threading.CancellationToken cancellationToken) =>");
            w.Line($"    {schema}.Instance.RunUntilAsync(args, options, cancellationToken);").Line();
        }

        if (!model.TakenMembers.Contains(GeneratedMembers.Resume))
        {
            Inherit(w, "ResumeAsync");
            w.Line(GeneratedFile.GeneratedCode);
            w.Line($"public {New(model, GeneratedMembers.Resume)}static global::System.Threading.Tasks.Task<global::Gen.Run> ResumeAsync(string run, string[]? updates = null, global::Gen.RunOptions? options = null, global::System.Threading.CancellationToken cancellationToken = default) =>");
            w.Line($"    {schema}.Instance.ResumeAsync(run, updates, options, cancellationToken);").Line();
        }

        if (main is null || model.TakenMembers.Contains(GeneratedMembers.RunFromConfig))
            return;
        var (returns, runner) = main.Result is null ? ("global::Gen.Run", "RunWithoutResultAsync") : ($"global::Gen.Run<{main.Result}>", "RunCommandAsync");
        Inherit(w, runner);
        w.Line(GeneratedFile.GeneratedCode);
        w.Line($"public {New(model, GeneratedMembers.RunFromConfig)}static global::System.Threading.Tasks.Task<{returns}> RunAsync({model.Type.FullName} config, global::Gen.RunOptions? options = null, global::System.Threading.CancellationToken cancellationToken = default) =>");
        w.Line($"    {schema}.Instance.{runner}({schema}.Main, config, options, cancellationToken);").Line();
    }

    private static void EmitRestore(SourceWriter w, ExperimentModel model, string schema)
    {
        if (model.TakenMembers.Contains(GeneratedMembers.Restore))
            return;
        Inherit(w, "Restore");
        w.Line(GeneratedFile.GeneratedCode);
        w.Line($"public {New(model, GeneratedMembers.Restore)}static global::Gen.Restored<{model.Type.FullName}> Restore(string run, string[]? updates = null, global::Gen.RunOptions? options = null) =>");
        w.Line($"    {schema}.Instance.Restore(run, updates, options);").Line();
    }

    private static void EmitConversions(SourceWriter w, ExperimentModel model, string schema)
    {
        if (!model.TakenMembers.Contains(GeneratedMembers.Parse))
        {
            Inherit(w, "Parse");
            w.Line(GeneratedFile.GeneratedCode);
            w.Line($"public {New(model, GeneratedMembers.Parse)}static {model.Type.FullName} Parse(params string[] updates) => {schema}.Instance.Parse(updates);").Line();
        }

        if (!model.TakenMembers.Contains(GeneratedMembers.Parse) && !model.TakenMembers.Contains(GeneratedMembers.ParseForRun))
        {
            Inherit(w, "ParseFor");
            w.Line(GeneratedFile.GeneratedCode);
            w.Line($"public {New(model, GeneratedMembers.ParseForRun)}static {model.Type.FullName} Parse(global::Gen.RunOptions options, params string[] updates) => {schema}.Instance.ParseFor(options, updates);").Line();
        }

        if (!model.TakenMembers.Contains(GeneratedMembers.ToJson))
        {
            Inherit(w, "ToJson");
            w.Line(GeneratedFile.GeneratedCode);
            w.Line($"public {New(model, GeneratedMembers.ToJson)}string ToJson() => {schema}.Instance.ToJson(this);").Line();
        }

        if (!model.TakenMembers.Contains(GeneratedMembers.FromJson))
        {
            Inherit(w, "FromJson");
            w.Line(GeneratedFile.GeneratedCode);
            w.Line($"public {New(model, GeneratedMembers.FromJson)}static {model.Type.FullName} FromJson(string json) => {schema}.Instance.FromJson(json);").Line();
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

    /// <summary>The doc comment of the schema's method that it hands on to: in every experiment it would only be read again.</summary>
    private static void Inherit(SourceWriter w, string method) => w.Line($"/// <inheritdoc cref=\"{Configuration}ExperimentSchema{{TExperiment}}.{method}\"/>");

    private static void Doc(SourceWriter w, string summary) => w.Line($"/// <summary>{summary}</summary>");
}
