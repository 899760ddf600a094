using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Gen.Analyzers.Common;
using Gen.Generators.Common;
using Gen.Generators.Experiments;
using Gen.Generators.Experiments.Shape;
using Gen.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Gen.Analyzers;

/// <summary>
/// GEN012: what keeps a run from starting: no <c>[Main]</c> where <c>RunAsync</c> is called, or two; a command whose name is taken; a parameter
/// that nothing fills; a method that generated code cannot call, or whose end it cannot await.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CommandAnalyzer() : ExperimentAnalyzer(Descriptors.Command)
{
    private protected override void Register(CompilationStartAnalysisContext context, Experiments experiments)
    {
        context.RegisterSymbolAction(symbol => AnalyzeMethod(symbol, experiments), SymbolKind.Method);
        context.RegisterOperationAction(
            operation =>
            {
                var call = (IInvocationOperation)operation.Operation;
                CheckMain(operation, call.TargetMethod, call.CalledName());
            },
            OperationKind.Invocation);
        context.RegisterOperationAction(
            operation => CheckMain(operation, ((IMethodReferenceOperation)operation.Operation).Method, operation.Operation.Syntax),
            OperationKind.MethodReference);
    }

    private void CheckMain(OperationAnalysisContext context, IMethodSymbol called, SyntaxNode place)
    {
        if (called.Name != GeneratedMembers.RunMethod)
            return;
        var experiment = InheritedMembers.ExperimentOf(called);
        if (!Experiments.IsExperiment(experiment) || !GeneratedMembers.IsGenerated(called)
            || CommandParser.MethodsOf(experiment).Any(m => m.Method.HasAttribute(KnownNames.Main)))
            return;
        context.ReportDiagnostic(Report(place.GetLocation(), null, $"'{experiment.Name}' has no method marked [Main], so there is nothing that RunAsync could run"));
    }

    private void AnalyzeMethod(SymbolAnalysisContext context, Experiments experiments)
    {
        var method = (IMethodSymbol)context.Symbol;
        if (!CommandParser.IsCommand(method) || !Experiments.IsExperiment(method.ContainingType) || method.MethodKind != MethodKind.Ordinary)
            return;
        if (NameProblem(method, experiments, out var other, out var word) is { } name)
            context.ReportDiagnostic(Report(NamePlace(method, experiments), other, FixHints.Of(FixHints.Name, word), name));
        if (CallProblem(method) is { } call)
        {
            var awaited = method is { IsAsync: true, ReturnsVoid: true, IsGenericMethod: false } ? "global::System.Threading.Tasks.Task" : null;
            context.ReportDiagnostic(Report(experiments.LocationOf(method), null, FixHints.Of(FixHints.Type, awaited), call));
        }

        var matched = experiments.Match(method).First(m => SymbolEqualityComparer.Default.Equals(m.Experiment, method.ContainingType));
        foreach (var (parameter, fill) in matched.Parameters)
        {
            // A near miss, a wrong key and a wrong type have rules of their own.
            if (fill == ParameterFill.None && parameter.RefKind is RefKind.None or RefKind.In && parameter.Type.TypeKind != TypeKind.Error)
            {
                var hints = ImmutableDictionary<string, string?>.Empty;
                context.ReportDiagnostic(Report(
                    experiments.LocationOf(parameter, method),
                    null,
                    ParameterMatcher.CanFill(parameter) ? hints.AndEntry(parameter.Name, parameter.Type, matched.Experiment, experiments) : hints,
                    $"Nothing fills parameter '{parameter.Name}' of '{method.Name}', and a method marked [{Mark(method)}] has no caller to give it: '{matched.Experiment.Name}' has no such entry"));
            }
        }
    }

    /// <summary>Why the command line could not tell the command from others.</summary>
    private static string? NameProblem(IMethodSymbol method, Experiments experiments, out Location? other, out string? word)
    {
        (other, word) = (null, null);
        var earlier = CommandParser.MethodsOf(method.ContainingType).TakeWhile(m => !SymbolEqualityComparer.Default.Equals(m.Method, method)).ToArray();
        if (method.HasAttribute(KnownNames.Main) && earlier.FirstOrDefault(m => m.Method.HasAttribute(KnownNames.Main)).Method is { } main)
        {
            (other, word) = (experiments.LocationOf(main), WordFor(method));
            return $"'{method.ContainingType.Name}' has two methods marked [Main], '{main.Name}' and '{method.Name}': make one a [Command]";
        }

        if (method.FindAttribute(KnownNames.Command) is not { } command)
            return null;
        if (command.StringArgument() is not { } name)
            return command.ConstructorArguments.Length == 1 && command.ConstructorArguments[0].IsNull ? $"The command '{method.Name}' needs a name" : null;
        if (CommandParser.ReservedNames.Contains(name))
            return $"'{name}' is a built-in command's name: give the command '{method.Name}' another";
        if (!CommandParser.IsFreeWord(name))
            return $"'{name}' can't be a command's name: the command line takes it for something else than one word";
        if (earlier.FirstOrDefault(m => m.Name == name).Method is not { } twin)
            return null;
        other = experiments.LocationOf(twin);
        return $"'{method.ContainingType.Name}' has two commands '{name}', '{twin.Name}' and '{method.Name}'";
    }

    /// <summary>What could run a later <c>[Main]</c> as a command: its name, numbered where that is taken.</summary>
    private static string WordFor(IMethodSymbol method)
    {
        var taken = new HashSet<string>(CommandParser.MethodsOf(method.ContainingType).Select(m => m.Name));
        var later = CommandParser.MethodsOf(method.ContainingType).Select(m => m.Method).Where(m => m.HasAttribute(KnownNames.Main)).Skip(1);
        foreach (var main in later.TakeWhile(m => !SymbolEqualityComparer.Default.Equals(m, method)))
            taken.Add(Free(main));
        return Free(method);

        string Free(IMethodSymbol main)
        {
            var name = KeyName.ToSnakeCase(main.Name);
            return Enumerable.Range(1, int.MaxValue).Select(n => n == 1 ? name : $"{name}_{n}").First(w => CommandParser.IsFreeWord(w) && !taken.Contains(w));
        }
    }

    private static string? CallProblem(IMethodSymbol method)
    {
        var subject = $"'{method.Name}' can't be a [{Mark(method)}]: ";
        if (method.IsGenericMethod)
            return subject + "it is generic";
        if (method.Parameters.FirstOrDefault(p => p.RefKind is not (RefKind.None or RefKind.In)) is { } reference)
            return $"{subject}nothing fills its parameter '{reference.Name}', which is passed by reference";
        if (!CommandParser.CanCall(method))
            return $"{subject}a value of type '{method.ReturnType.Shown()}' can't be kept as the run's result";
        return method is { IsAsync: true, ReturnsVoid: true } ? subject + "it is 'async void', so that the run would end before it does; return a Task" : null;
    }

    private static Location NamePlace(IMethodSymbol method, Experiments experiments) =>
        method.HasAttribute(KnownNames.Main) ? experiments.LocationOf(method)
            : method.FindAttribute(KnownNames.Command)?.ArgumentLocation(experiments) ?? experiments.LocationOf(method);

    private static string Mark(IMethodSymbol method) => method.HasAttribute(KnownNames.Main) ? "Main" : "Command";
}
