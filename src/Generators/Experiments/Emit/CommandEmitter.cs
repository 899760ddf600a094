using Gen.Generators.Common;

namespace Gen.Generators.Experiments.Emit;

/// <summary>The commands as delegates that call the user's methods with every parameter filled.</summary>
internal static class CommandEmitter
{
    public static void EmitMain(SourceWriter w, ExperimentModel model)
    {
        var type = model.Self;
        foreach (var command in model.Commands.Where(c => c.Name == CommandParser.MainName))
        {
            w.Line($"public static readonly global::Gen.ExperimentCommand<{type}, {command.Result ?? "object?"}> Main =");
            w.Line($"    {New(command, model)};").Line();
        }
    }

    /// <summary>The last argument of the schema's base class.</summary>
    public static void EmitTable(SourceWriter w, ExperimentModel model)
    {
        w.Line("commands:").Line("[").Indent();
        foreach (var command in model.Commands)
            w.Line((command.Name == CommandParser.MainName ? "Main" : New(command, model)) + ",");
        w.Unindent().Line("])");
    }

    // That there are none is then said before the run starts.
    private static string Services(CommandModel command, ExperimentModel model) =>
        command.NeedsServices ? $" {{ ServicesFor = {Literals.Text($"{model.Type.Name}.{command.Method}")} }}" : "";

    private static string New(CommandModel command, ExperimentModel model)
    {
        var receiver = command.IsStatic ? model.Type.FullName : "experiment";
        var arguments = string.Join(", ", command.Arguments.Select(a => string.Format(a, "experiment", "run")));
        var call = $"{receiver}.{TypeModels.EscapedName(command.Method)}({arguments})";
        var lambda = (command.Result, command.IsAwaited) switch
        {
            (null, false) => $"static (experiment, run) => {{ {call}; return default; }}",
            (null, true) => $"static async (experiment, run) => {{ await {call}.ConfigureAwait(false); return null; }}",
            (_, true) => $"static async (experiment, run) => await {call}.ConfigureAwait(false)",
            _ => $"static (experiment, run) => new({call})",
        };
        return $"new global::Gen.ExperimentCommand<{model.Self}, "
            + $"{command.Result ?? "object?"}>({Literals.Text(command.Name)}, {Literals.Text(command.Doc)}, "
            + $"{lambda}){Services(command, model)}";
    }
}
