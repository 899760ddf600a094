using Gen.Generators.Common;
using Gen.Generators.Metrics.Members;
using Gen.Generators.Metrics.Plan;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Gen.Generators.Metrics.Planning;

/// <content>Calls of tensor members and functions of torch.</content>
internal sealed partial class Interpreter
{
    private Value Invoke(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        var type = method.ContainingType;
        if (method.MethodKind == MethodKind.DelegateInvoke)
            return InvokeDelegate(call);
        if (call.Arguments.FirstOrDefault(a => a.Parameter is { RefKind: RefKind.Ref or RefKind.Out }) is { } reference)
            throw Refuse(reference, $"'{method.Name}' may write to it by ref or out; return the value instead");
        if (Linq(call) is { } sequence)
            return sequence;
        if (IsTorch(type))
            return TorchCall(call);
        if (IsForMemory(call))
            return new IgnoredValue();
        if (method.MethodKind == MethodKind.LocalFunction || IsOwn(method))
            return Inline(call);
        return method.HasAttribute(KnownNames.Metric) ? Inlining.Referenced(context, call, Arguments(call)) : HostCall(call);
    }

    private Value TorchCall(IInvocationOperation call)
    {
        var (method, name) = (call.TargetMethod, call.TargetMethod.Name);
        if (name is "NewDisposeScope" or "no_grad" or "inference_mode" or "enable_grad" or "WrappedTensorDisposeScope")
            return new IgnoredValue();
        if (call.Instance?.Type?.Name == "DisposeScope" && name is "MoveToOuter" or "Detach")
            return Evaluate(call.Arguments[0].Value);
        var operands = Operands(call);
        if (operands.Count > 0 && operands[0].Value is RefusedValue refused)
            throw Refuse(call, refused.Reason);
        if (Host(call, operands) is { } host)
            return host;
        if (operands.Count > 0 && operands[0].Value is TensorValue && InPlace.Writes(method))
        {
            if (!InPlace.IsSum(method) || !(InPlace.IsFresh(call.Instance) || call.Parent is IExpressionStatementOperation))
                throw Refuse(call, $"'{name}' writes into a tensor that others may hold; use '{name.TrimEnd('_')}'");
            name = name.TrimEnd('_');
        }

        var isKnownPlace = method.ContainingType.PlainName() is TorchNames.Torch or TorchNames.Functional or KnownNames.Tensor
            or TorchNames.TensorExtensions or "TorchSharp.torch.special";
        var known = isKnownPlace ? MemberTable.Find(name) : null;
        var isOfRows = operands.Any(o => ValueNodes.StageOf(o.Value) == Stage.Row);
        if (known is null && (!isKnownPlace || isOfRows || !method.ReturnType.Is(KnownNames.Tensor)))
            throw Refuse(call, $"what '{name}' does to the rows is not known");

        // What only all rows together tell cannot steer what is done to each of them; shapes may name the number of rows.
        if (isOfRows && name is not ("view" or "reshape" or "expand" or "broadcast_to" or "new_zeros" or "new_ones" or "new_full")
            && operands.FirstOrDefault(o => o.Value is not TensorValue && ValueNodes.StageOf(o.Value) == Stage.Result) is { } late)
            throw new NotStreamableException(
                late.Syntax ?? call.Syntax, late.Value.IsRowCount() ? Elementwise.CountInRows : Elementwise.ResultInRows);
        var container = call.Instance is null ? method.ContainingType.FullName() : null;
        return (known ?? Elementwise.Factory)(Canonical(new MemberCall(context, call.Syntax, name, container, operands), method));
    }

    private List<Operand> Operands(IInvocationOperation call)
    {
        var operands = new List<Operand>();
        if (call.Instance is { } instance)
            operands.Add(new Operand("this", -1, Evaluate(instance), instance.Syntax));
        foreach (var argument in call.Arguments.Where(a => a.ArgumentKind != ArgumentKind.DefaultValue))
        {
            // What a params array holds is handed on one by one.
            var isList = argument.ArgumentKind is ArgumentKind.ParamArray or ArgumentKind.ParamCollection;
            var value = Evaluate(argument.Value);
            operands.AddRange((isList && value is ItemsValue items ? items.Items : [value]).Select((item, i) =>
                new Operand(argument.Parameter!.Name, argument.Parameter.Ordinal + i, item, argument.Value.Syntax)));
        }

        return operands;
    }

    // torch.sum(x, …) is x.sum(…): the same node whichever way it is written.
    private static MemberCall Canonical(MemberCall call, IMethodSymbol method)
    {
        if (call.Container is null || !method.ContainingType.Is(TorchNames.Torch) || call.Operands.Count == 0
            || call.Operands[0].Value is not (TensorValue or OfCentred)
            || method.Parameters[0] is not { Name: "input" or "tensor" or "left", Type: var tensor }
            || !tensor.GetMembers(method.Name).OfType<IMethodSymbol>().Any(IsTwin))
            return call;
        return call with
        {
            Container = null,
            Operands =
            [
                call.Operands[0] with { Parameter = "this", Position = -1 },
                .. call.Operands.Skip(1).Select(o => o with { Position = o.Position - 1 }),
            ],
        };

        bool IsTwin(IMethodSymbol member) => !member.IsStatic && member.Parameters.Length == method.Parameters.Length - 1
            && member.Parameters.Zip(method.Parameters.Skip(1), (a, b) => a.Name == b.Name && a.Type.Is(b.Type)).All(same => same);
    }

    /// <summary>Members of a tensor that give plain numbers.</summary>
    private Value? Host(IInvocationOperation call, List<Operand> operands)
    {
        var (method, name) = (call.TargetMethod, call.TargetMethod.Name);
        if (operands.Count > 0 && operands[0].Value is TensorValue tensor)
        {
            switch (name)
            {
                case "numel":
                    return Calls.Elements(context, tensor);
                case "dim" or "ndimension" when operands.Count == 1:
                    return Calls.Rank(context, tensor);
                case "size" when operands.Count == 1:
                    return new ShapeValue(tensor);
                case "size":
                    var axis = operands[1].Value.Integer() ?? throw Refuse(call, "the axis must be a constant");
                    return Calls.Size(context, tensor, axis, call.Syntax);
                case "is_floating_point" or "is_integral" or "is_complex":
                    return Calls.PerBatch(context, tensor, NodeTypes.Bool, $"{{0}}.{name}()");
                case "item" or "ToSingle" or "ToDouble" or "ToHalf" or "ToByte" or "ToInt16" or "ToInt32" or "ToInt64" or "ToBoolean"
                    or "ToScalar":
                    return tensor.IsRow ? throw Refuse(call, Calls.OneNumber) : HostCall(call, operands);
                case "data" or "tolist" or "ToArray" or "bytes" or "allclose" or "equal" or "Equals" or "is_nonzero"
                    when !method.ReturnType.Is(KnownNames.Tensor):
                    throw Refuse(call, tensor.IsRow ? Calls.OneNumber : $"'{name}' of a result cannot be followed");
            }
        }

        return method.ReturnType is INamedTypeSymbol { IsTupleType: false } result && !result.Is(KnownNames.Tensor)
            && MemberTable.Find(name) is null && operands.All(o => o.Value is HostValue)
                ? HostCall(call, operands)
                : null;
    }

    // A call that gives no tensor, as it is.
    private HostValue HostCall(IInvocationOperation call, List<Operand> operands)
    {
        var method = call.TargetMethod;
        context.Mention(method, call.Syntax);
        var types = string.Join(", ", method.TypeArguments.Select(t => context.TypeName(t, call.Syntax)));
        var first = call.Instance is null ? 0 : 1;
        var arguments = operands.Skip(first).Select((o, i) =>
            o.Position == i ? $"{{{i + first}}}" : $"{TypeModels.EscapedName(o.Parameter)}: {{{i + first}}}");
        var target = first == 0 ? Templates.Escape(method.ContainingType.FullName()) : "{0}";
        var text = $"{target}.{method.Name}{(types.Length == 0 ? "" : Templates.Escape($"<{types}>"))}({string.Join(", ", arguments)})";
        var node = Nodes.Code(
            context.TypeName(call.Type, call.Syntax), text, operands.Select(o => ValueNodes.ToNode(context, o.Value, call.Syntax)));
        return new HostValue(node, ValueNodes.Latest(operands.Select(o => o.Value)));
    }
}
