using Gen.Generators.Common;

namespace Gen.Generators.Experiments.Emit;

/// <summary>Overloads of captured methods without the parameters that the config fills.</summary>
internal static class CapturedEmitter
{
    public static string Emit(CapturedTypeModel model)
    {
        if (!model.IsExtension)
            return GeneratedFile.Partial(model.Type, "", w => EmitMethods(w, model));
        var writer = GeneratedFile.Start(model.Type.Namespace);
        writer.Line(
            $"/// <summary>Captured methods of <see cref=\"{model.Methods[0].ContainingType}\"/>, filled from <see "
            + $"cref=\"{model.Experiment}\"/>.</summary>"
        );
        writer.Line(GeneratedFile.GeneratedCode);
        writer.Open(model.Type.Header);
        EmitMethods(writer, model);
        return writer.Close().ToString();
    }

    private static void EmitMethods(SourceWriter w, CapturedTypeModel model)
    {
        for (var i = 0; i < model.Methods.Count; i++)
        {
            if (i > 0)
                w.Line();
            EmitMethod(w, model, model.Methods[i]);
        }
    }

    private static void EmitMethod(SourceWriter w, CapturedTypeModel model, CapturedModel method)
    {
        var experiment = model.IsExtension ? "experiment" : "this";
        var run = string.Format(FillExpressions.RunOfExperiment, experiment);
        var declarations = method.Parameters.Where(p => !p.IsFilled).Select(p => p.Declaration);
        if (model.IsExtension)
            declarations = declarations.Prepend($"this {model.Experiment} experiment");
        var arguments = method.Parameters.Select(p => p.IsFilled ? string.Format(p.Argument, experiment, run) : p.Argument);
        var receiver = method.IsStatic ? method.ContainingType : "this";
        var constraints = string.Concat(method.Constraints.Select(c => " " + c));

        if (!method.Docs.Any(d => d.StartsWith("<summary>", StringComparison.Ordinal)))
            w.Line($"/// <summary><c>{method.Method}</c> with these parameters filled.</summary>");
        if (model.IsExtension && method.Docs.Any(d => d.StartsWith("<param ", StringComparison.Ordinal)))
            w.Line("/// <param name=\"experiment\">The experiment whose config fills the other parameters.</param>");
        foreach (var element in method.Docs)
            w.Line("/// " + element);
        w.Line("/// <remarks>");
        foreach (var parameter in method.Parameters.Where(p => p.IsFilled))
            w.Line($"/// <para><c>{parameter.Name}</c> is filled from {parameter.FilledBy}.</para>");
        w.Line("/// </remarks>");
        w.Line(GeneratedFile.GeneratedCode);
        foreach (var attribute in method.Attributes)
            w.Line(attribute);
        var modifiers = method.Accessibility + (model.IsExtension ? " static" : "") + (method.IsUnsafe ? " unsafe" : "");
        w.Line(
            $"{modifiers} {method.ReturnType} {method.Method}{method.TypeParameters}({string.Join(", ", declarations)}){constraints} =>"
        );
        var reference = method.ReturnType.StartsWith("ref ", System.StringComparison.Ordinal) ? "ref " : "";
        w.Line($"    {reference}{receiver}.{method.Method}{method.TypeParameters}({string.Join(", ", arguments)});");
    }
}
