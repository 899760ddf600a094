using Gen.Generators.Common;
using Gen.Generators.Experiments.Model;

namespace Gen.Generators.Experiments.Emit;

/// <summary>The members that users call, in an experiment that cannot inherit them: one that is a record, has a base class, or some of these names of its own.</summary>
internal static class OwnMembersEmitter
{
    private const string Configuration = "global::Gen.Configuration.";

    public static void Emit(SourceWriter w, ExperimentModel model)
    {
        EmitRuns(w, model);
        EmitRestore(w, model);
        EmitConversions(w, model);
    }

    private static void EmitRuns(SourceWriter w, ExperimentModel model)
    {
        if (!model.TakenMembers.Contains(GeneratedMembers.RunFromArguments))
        {
            Inherit(w, "RunAsync");
            w.Line(GeneratedFile.GeneratedCode);
            w.Line($"public {New(model, GeneratedMembers.RunFromArguments)}static global::System.Threading.Tasks.Task<int> RunAsync(string[] args, global::Gen.RunOptions? options = null) =>");
            w.Line($"    {GeneratedMembers.Schema}.Instance.RunAsync(args, options);").Line();
            Inherit(w, "RunUntilAsync");
            w.Line(GeneratedFile.GeneratedCode);
            w.Line($"public {New(model, GeneratedMembers.RunFromArguments)}static global::System.Threading.Tasks.Task<int> RunAsync(string[] args, global::Gen.RunOptions? options, global::System.Threading.CancellationToken cancellationToken) =>");
            w.Line($"    {GeneratedMembers.Schema}.Instance.RunUntilAsync(args, options, cancellationToken);").Line();
        }

        if (!model.TakenMembers.Contains(GeneratedMembers.Resume))
        {
            Inherit(w, "ResumeAsync");
            w.Line(GeneratedFile.GeneratedCode);
            w.Line($"public {New(model, GeneratedMembers.Resume)}static global::System.Threading.Tasks.Task<global::Gen.Run> ResumeAsync(string run, string[]? updates = null, global::Gen.RunOptions? options = null, global::System.Threading.CancellationToken cancellationToken = default) =>");
            w.Line($"    {GeneratedMembers.Schema}.Instance.ResumeAsync(run, updates, options, cancellationToken);").Line();
        }
    }

    private static void EmitRestore(SourceWriter w, ExperimentModel model)
    {
        if (model.TakenMembers.Contains(GeneratedMembers.Restore))
            return;
        Inherit(w, "Restore");
        w.Line(GeneratedFile.GeneratedCode);
        w.Line($"public {New(model, GeneratedMembers.Restore)}static global::Gen.Restored<{model.Type.FullName}> Restore(string run, string[]? updates = null, global::Gen.RunOptions? options = null) =>");
        w.Line($"    {GeneratedMembers.Schema}.Instance.Restore(run, updates, options);").Line();
    }

    private static void EmitConversions(SourceWriter w, ExperimentModel model)
    {
        if (!model.TakenMembers.Contains(GeneratedMembers.Parse))
        {
            Inherit(w, "Parse");
            w.Line(GeneratedFile.GeneratedCode);
            w.Line($"public {New(model, GeneratedMembers.Parse)}static {model.Type.FullName} Parse(params string[] updates) => {GeneratedMembers.Schema}.Instance.Parse(updates);").Line();
        }

        if (!model.TakenMembers.Contains(GeneratedMembers.Parse) && !model.TakenMembers.Contains(GeneratedMembers.ParseForRun))
        {
            Inherit(w, "ParseFor");
            w.Line(GeneratedFile.GeneratedCode);
            w.Line($"public {New(model, GeneratedMembers.ParseForRun)}static {model.Type.FullName} Parse(global::Gen.RunOptions options, params string[] updates) => {GeneratedMembers.Schema}.Instance.ParseFor(options, updates);").Line();
        }

        if (!model.TakenMembers.Contains(GeneratedMembers.ToJson))
        {
            Inherit(w, "ToJson");
            w.Line(GeneratedFile.GeneratedCode);
            w.Line($"public {New(model, GeneratedMembers.ToJson)}string ToJson() => {GeneratedMembers.Schema}.Instance.ToJson(this);").Line();
        }

        if (!model.TakenMembers.Contains(GeneratedMembers.FromJson))
        {
            Inherit(w, "FromJson");
            w.Line(GeneratedFile.GeneratedCode);
            w.Line($"public {New(model, GeneratedMembers.FromJson)}static {model.Type.FullName} FromJson(string json) => {GeneratedMembers.Schema}.Instance.FromJson(json);").Line();
        }
    }

    public static string New(ExperimentModel model, string member) => model.HiddenMembers.Contains(member) ? "new " : "";

    /// <summary>The doc comment of the schema's method that it hands on to: in every experiment it would only be read again.</summary>
    public static void Inherit(SourceWriter w, string method) => w.Line($"/// <inheritdoc cref=\"{Configuration}ExperimentSchema{{TExperiment}}.{method}\"/>");
}
