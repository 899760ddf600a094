using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Gen.Analyzers.Common;
using Gen.Generators.Common;
using Gen.Generators.Experiments;
using Gen.Generators.Semantics;
using Gen.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Gen.Analyzers.Rules;

/// <summary>
/// GEN012: what prevents a run from starting: no <c>[Main]</c> or two of them, a command name that is taken, a parameter without a value,
/// or a method that generated code cannot call or await.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CommandAnalyzer() : ExperimentAnalyzer(
    s_noMain, s_twoMains, s_noName, s_builtInName, s_noWord, s_twoCommands, s_generic, s_byReference, s_result, s_asyncVoid, s_unfilled)
{
    private static readonly DiagnosticDescriptor s_noMain = new(
        RuleIds.Command,
        "[Main] or [Command] method is not valid",
        "Experiment '{0}' has no [Main] method for RunAsync to run",
        RuleIds.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: RuleIds.HelpLink(RuleIds.Command));

    private static readonly DiagnosticDescriptor s_twoMains = s_noMain.WithMessage(
        "Experiment '{0}' has two [Main] methods, '{1}' and '{2}'. Make one of them a [Command].");

    private static readonly DiagnosticDescriptor s_noName = s_noMain.WithMessage("Command '{0}' needs a name");

    private static readonly DiagnosticDescriptor s_builtInName = s_noMain.WithMessage(
        "Command '{0}' cannot be named '{1}' because that is a built-in command");

    private static readonly DiagnosticDescriptor s_noWord = s_noMain.WithMessage(
        "Command '{0}' cannot be named '{1}' because the command line does not read that as one word");

    private static readonly DiagnosticDescriptor s_twoCommands = s_noMain.WithMessage(
        "Experiment '{0}' has two commands named '{1}', '{2}' and '{3}'");

    private static readonly DiagnosticDescriptor s_generic = s_noMain.WithMessage("Method '{0}' cannot be a [{1}] because it is generic");

    private static readonly DiagnosticDescriptor s_byReference = s_noMain.WithMessage(
        "Method '{0}' cannot be a [{1}] because its parameter '{2}' is passed by reference");

    private static readonly DiagnosticDescriptor s_result = s_noMain.WithMessage(
        "Method '{0}' cannot be a [{1}] because a value of type '{2}' cannot be stored as the result of the run");

    private static readonly DiagnosticDescriptor s_asyncVoid = s_noMain.WithMessage(
        "Method '{0}' cannot be a [{1}] because it is 'async void', so the run would end before it does. Return a Task.");

    private static readonly DiagnosticDescriptor s_unfilled = s_noMain.WithMessage(
        "Parameter '{0}' of [{1}] method '{2}' has no value because '{3}' has no such entry");

    private protected override void Register(CompilationStartAnalysisContext context, Experiments experiments)
    {
        context.RegisterSymbolAction(symbol => AnalyzeMethod(symbol, experiments), SymbolKind.Method);
        context.RegisterOperationAction(
            operation =>
            {
                var call = (IInvocationOperation)operation.Operation;
                CheckMain(operation, call.TargetMethod, call.CalledName(), experiments);
            },
            OperationKind.Invocation);
        context.RegisterOperationAction(
            operation =>
                CheckMain(operation, ((IMethodReferenceOperation)operation.Operation).Method, operation.Operation.Syntax, experiments),
            OperationKind.MethodReference);
    }

    private void CheckMain(OperationAnalysisContext context, IMethodSymbol called, SyntaxNode place, Experiments experiments)
    {
        if (called.Name != GeneratedMembers.RunMethod)
            return;
        var experiment = ExtensionMembers.ExperimentOf(called);
        if (!Experiments.IsExperiment(experiment) || !(GeneratedMembers.IsGenerated(called) || ExtensionMembers.Is(called))
            || !experiments.IsHere(experiment)
            || CommandParser.MethodsOf(experiment).Any(m => m.Method.HasAttribute(KnownNames.Main))
            || !experiments.IsWhole(experiment))
            return;
        context.Report(s_noMain.At(place.GetLocation(), experiment.Name));
    }

    private void AnalyzeMethod(SymbolAnalysisContext context, Experiments experiments)
    {
        var method = (IMethodSymbol)context.Symbol;
        if (
            !CommandParser.IsCommand(method)
            || !Experiments.IsExperiment(method.ContainingType)
            || method.MethodKind != MethodKind.Ordinary
        )
            return;
        if (NameProblem(method, experiments) is { } name)
            context.Report(name);
        if (CallProblem(method, experiments.LocationOf(method)) is { } call)
            context.Report(call);

        if (!experiments.IsWhole(method.ContainingType))
            return;
        var matched = experiments.Match(method).First(m => SymbolEqualityComparer.Default.Equals(m.Experiment, method.ContainingType));
        foreach (var (parameter, fill) in matched.Parameters)
        {
            // A near miss, a wrong key and a wrong type have rules of their own.
            if (fill == ParameterFill.None && parameter.RefKind is RefKind.None or RefKind.In && parameter.Type.TypeKind != TypeKind.Error)
            {
                var canFill = ParameterMatcher.CanFill(parameter);
                context.Report(s_unfilled.At(
                    experiments.LocationOf(parameter, method),
                    null,
                    canFill ? FixHints.None.AndFilling(parameter, matched.Experiment, experiments) : FixHints.None,
                    parameter.Name,
                    Mark(method),
                    method.Name,
                    matched.Experiment.Name));
            }
        }
    }

    /// <summary>Returns why the command line could not distinguish the command from others, or null if it can.</summary>
    private static Diagnostic? NameProblem(IMethodSymbol method, Experiments experiments)
    {
        var (experiment, location) = (method.ContainingType.Name, NameLocation(method, experiments));
        var earlier = CommandParser.MethodsOf(method.ContainingType)
            .TakeWhile(m => !SymbolEqualityComparer.Default.Equals(m.Method, method))
            .ToArray();
        if (method.HasAttribute(KnownNames.Main) && earlier.FirstOrDefault(m => m.Method.HasAttribute(KnownNames.Main)).Method is { } main)
        {
            var word = FixHints.Create(FixHints.Name, WordFor(method));
            return s_twoMains.At(location, experiments.LocationOf(main), word, experiment, main.Name, method.Name);
        }

        if (method.FindAttribute(KnownNames.Command) is not { } command)
            return null;
        if (command.StringArgument() is not { } name)
        {
            var isNull = command.ConstructorArguments.Length == 1 && command.ConstructorArguments[0].IsNull;
            return isNull ? s_noName.At(location, method.Name) : null;
        }

        if (CommandParser.ReservedNames.Contains(name))
            return s_builtInName.At(location, method.Name, name);
        if (!CommandParser.IsFreeWord(name))
            return s_noWord.At(location, method.Name, name);
        return earlier.FirstOrDefault(m => m.Name == name).Method is { } twin
            ? s_twoCommands.At(location, experiments.LocationOf(twin), experiment, name, twin.Name, method.Name)
            : null;
    }

    /// <summary>Returns the command that could run a later <c>[Main]</c>: its name, numbered if that is taken.</summary>
    private static string WordFor(IMethodSymbol method)
    {
        var taken = new HashSet<string>(CommandParser.MethodsOf(method.ContainingType).Select(m => m.Name));
        var later = CommandParser
            .MethodsOf(method.ContainingType)
            .Select(m => m.Method)
            .Where(m => m.HasAttribute(KnownNames.Main))
            .Skip(1);
        foreach (var main in later.TakeWhile(m => !SymbolEqualityComparer.Default.Equals(m, method)))
            taken.Add(Free(main));
        return Free(method);

        string Free(IMethodSymbol main)
        {
            var name = KeyName.ToSnakeCase(main.Name);
            return Enumerable.Range(1, int.MaxValue)
                .Select(n => n == 1 ? name : $"{name}_{n}")
                .First(w => CommandParser.IsFreeWord(w) && !taken.Contains(w));
        }
    }

    private static Diagnostic? CallProblem(IMethodSymbol method, Location location)
    {
        var mark = Mark(method);
        if (method.IsGenericMethod)
            return s_generic.At(location, method.Name, mark);
        if (method.Parameters.FirstOrDefault(p => p.RefKind is not (RefKind.None or RefKind.In)) is { } reference)
            return s_byReference.At(location, method.Name, mark, reference.Name);
        if (!CommandParser.CanCall(method))
            return s_result.At(location, method.Name, mark, method.ReturnType.Display());
        return method is { IsAsync: true, ReturnsVoid: true }
            ? s_asyncVoid.At(location, null, FixHints.Create(FixHints.Type, "global::System.Threading.Tasks.Task"), method.Name, mark)
            : null;
    }

    private static Location NameLocation(IMethodSymbol method, Experiments experiments) =>
        method.HasAttribute(KnownNames.Main) ? experiments.LocationOf(method)
            : method.FindAttribute(KnownNames.Command)?.ArgumentLocation(experiments) ?? experiments.LocationOf(method);

    private static string Mark(IMethodSymbol method) => method.HasAttribute(KnownNames.Main) ? "Main" : "Command";
}
