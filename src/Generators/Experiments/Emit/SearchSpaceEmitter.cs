using Gen.Generators.Common;
using Gen.Generators.Semantics;

namespace Gen.Generators.Experiments.Emit;

/// <summary>The search spaces of an experiment: a method for each, and the table by which the command line finds them.</summary>
internal static class SearchSpaceEmitter
{
    /// <summary>A method for each search space, which knows the type of the result.</summary>
    public static void EmitMethods(SourceWriter w, ExperimentModel model)
    {
        if (model.Commands.FirstOrDefault(c => c.Name == CommandParser.MainName) is not { } main)
            return;
        for (var i = 0; i < model.SearchSpaces.Count; i++)
        {
            var space = model.SearchSpaces[i];
            if (model.TakenMembers.Contains(GeneratedMembers.Sweep) || model.TakenMembers.Contains(GeneratedMembers.SweepOf(space.Name)))
                continue;
            w.Line("/// <inheritdoc cref=\"global::Gen.ExperimentCommand{TExperiment, TResult}.SweepAsync\"/>");
            w.Line(GeneratedFile.GeneratedCode);
            w.Line(
                $"{space.Accessibility} static global::System.Threading.Tasks.Task<global::Gen.Sweep<{model.Self}, "
                + $"{main.Result ?? "object?"}>> {GeneratedMembers.Sweep}(").Indent();
            w.Line(
                $"{space.Type} space, global::Gen.SweepOptions? options = null, "
                + "global::System.Threading.CancellationToken cancellationToken = default) =>");
            w.Line(
                $"{GeneratedMembers.Schema}.Main.SweepAsync({GeneratedMembers.Schema}.Instance, {i}, space, options, cancellationToken);")
                .Unindent().Line();
        }
    }

    /// <summary>The table in the schema.</summary>
    public static void Emit(SourceWriter w, ExperimentModel model)
    {
        if (model.SearchSpaces.Count == 0)
            return;
        w.Line("public override global::Gen.Configuration.SearchSpaceInfo[] SearchSpaces =>").Line("[").Indent();
        foreach (var space in model.SearchSpaces)
        {
            w.Line(
                $"new({Literals.Text(space.Name)}, {Literals.Text(space.Doc)}, {space.Minimize ?? "null"}, {space.Maximize ?? "null"}, "
                + "static values =>");
            w.Open().Line($"var space = ({space.Type}?)values ?? new {space.Type}();");
            var dimensions = space.Dimensions
                .Select(d => $"({Literals.Text(d.Key)}, space.{TypeModels.EscapedName(d.Property)})");
            w.Line($"return [{string.Join(", ", dimensions)}];");
            w.Unindent().Line("}),");
        }

        w.Unindent().Line("];").Line();
    }
}
