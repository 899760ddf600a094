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
            EmitMethod(
                w,
                space,
                space.Accessibility,
                model.Self,
                main.Result ?? "object?",
                $"{GeneratedMembers.Schema}.Main.SweepAsync({GeneratedMembers.Schema}.Instance, "
                + $"{GeneratedMembers.Schema}.Instance.SearchSpaces[{i}], space, options, cancellationToken)");
        }
    }

    /// <summary>The class with the method of a search space whose experiment is in another project.</summary>
    public static string EmitForeign(SearchSpaceModel space)
    {
        var foreign = space.Foreign!;
        var w = GeneratedFile.Start(foreign.Namespace);
        w.Line($"/// <summary>Searches <see cref=\"{space.Type}\"/> for a config of <see cref=\"{space.Target}\"/>.</summary>");
        w.Line(GeneratedFile.GeneratedCode);
        w.Open($"{foreign.Accessibility} static class {foreign.Name}");
        w.Line("private static readonly global::Gen.Configuration.SearchSpaceInfo s_space =").Indent();
        EmitInfo(w, space, ";");
        w.Unindent().Line();
        w.Open($"extension({space.Target})");
        EmitMethod(
            w,
            space,
            "public",
            space.Target,
            foreign.Result,
            $"s_space.SweepAsync<{space.Target}, {foreign.Result}>(space, options, cancellationToken)");
        return w.Close().Close().ToString();
    }

    /// <summary>The table in the schema.</summary>
    public static void Emit(SourceWriter w, ExperimentModel model)
    {
        if (model.SearchSpaces.Count == 0)
            return;
        w.Line("public override global::Gen.Configuration.SearchSpaceInfo[] SearchSpaces =>").Line("[").Indent();
        foreach (var space in model.SearchSpaces)
            EmitInfo(w, space, ",");
        w.Unindent().Line("];").Line();
    }

    private static void EmitMethod(
        SourceWriter w, SearchSpaceModel space, string accessibility, string experiment, string result, string call)
    {
        w.Line("/// <inheritdoc cref=\"global::Gen.ExperimentCommand{TExperiment, TResult}.SweepAsync\"/>");
        w.Line(GeneratedFile.GeneratedCode);
        w.Line(
            $"{accessibility} static global::System.Threading.Tasks.Task<global::Gen.Sweep<{experiment}, {result}>> "
            + $"{GeneratedMembers.Sweep}(").Indent();
        w.Line(
            $"{space.Type} space, global::Gen.SweepOptions? options = null, "
            + "global::System.Threading.CancellationToken cancellationToken = default) =>");
        w.Line(call + ";").Unindent().Line();
    }

    private static void EmitInfo(SourceWriter w, SearchSpaceModel space, string end)
    {
        w.Line(
            $"new({Literals.Text(space.Name)}, {Literals.Text(space.Doc)}, {space.Minimize ?? "null"}, {space.Maximize ?? "null"}, "
            + "static values =>");
        w.Open().Line($"var space = ({space.Type}?)values ?? new {space.Type}();");
        var dimensions = space.Dimensions
            .Select(d => $"({Literals.Text(d.Key)}, space.{TypeModels.EscapedName(d.Property)})");
        w.Line($"return [{string.Join(", ", dimensions)}];");
        w.Unindent().Line("})" + end);
    }
}
