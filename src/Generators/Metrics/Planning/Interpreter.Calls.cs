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
        if (method.HasAttribute(KnownNames.Metric))
            return Inlining.Referenced(context, call, Arguments(call));
        return HostCall(call);
    }

    private Value TorchCall(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (method.Name is "NewDisposeScope" or "no_grad" or "inference_mode" or "enable_grad" or "WrappedTensorDisposeScope")
            return new IgnoredValue();
        if (
            method.Name is "MoveToOuter" or "Detach" or "MoveToOuterDisposeScope" or "DetachFromDisposeScope" or "alias"
            && call.Instance?.Type?.Name == "DisposeScope"
        )
            return Evaluate(call.Arguments[0].Value);
        var operands = new List<Operand>();
        if (call.Instance is { } instance)
            operands.Add(new Operand("this", -1, Evaluate(instance), instance.Syntax));
        foreach (var argument in call.Arguments.Where(a => a.ArgumentKind != ArgumentKind.DefaultValue))
        {
            var value = Evaluate(argument.Value);
            // What a params array holds is handed on one by one.
            if (argument.ArgumentKind is ArgumentKind.ParamArray or ArgumentKind.ParamCollection && value is ItemsValue items)
                operands.AddRange(
                    items.Items.Select(
                        (item, i) => new Operand(argument.Parameter!.Name, argument.Parameter.Ordinal + i, item, argument.Value.Syntax)
                    )
                );
            else
                operands.Add(new Operand(argument.Parameter!.Name, argument.Parameter.Ordinal, value, argument.Value.Syntax));
        }

        if (operands.Count > 0 && operands[0].Value is RefusedValue refused)
            throw Refuse(call, refused.Reason);
        if (Host(call, operands) is { } host)
            return host;
        var name = method.Name;
        if (operands.Count > 0 && operands[0].Value is TensorValue && InPlace.Writes(method))
        {
            if (!InPlace.IsSum(method) || !(InPlace.IsFresh(call.Instance) || call.Parent is IExpressionStatementOperation))
                throw Refuse(call, $"'{name}' writes into a tensor that others may hold; use '{name.TrimEnd('_')}'");
            name = name.TrimEnd('_');
        }

        var member = MemberTable.Find(name);
        var isKnownPlace =
            method.ContainingType.PlainName()
            is TorchNames.Torch
                or TorchNames.Functional
                or KnownNames.Tensor
                or TorchNames.TensorExtensions
                or "TorchSharp.torch.special";
        if (member is null || !isKnownPlace)
        {
            if (operands.All(o => ValueNodes.StageOf(o.Value) != Stage.Row) && method.ReturnType.Is(KnownNames.Tensor) && isKnownPlace)
                member = Elementwise.Factory;
            else
                throw Refuse(call, $"what '{name}' does to the rows is not known");
        }

        // What only all rows together tell cannot steer what is done to each of them; shapes may name the number of rows.
        if (
            name is not ("view" or "reshape" or "expand" or "broadcast_to" or "new_zeros" or "new_ones" or "new_full")
            && operands.Any(o => o.Value is TensorValue { IsRow: true })
            && operands.FirstOrDefault(o => o.Value is not TensorValue && ValueNodes.StageOf(o.Value) == Stage.Result) is { } late
            && MemberTable.Find(name) is not null
        )
            throw new NotStreamableException(
                late.Syntax ?? call.Syntax,
                late.Value.IsRowCount() ? Elementwise.CountInRows : Elementwise.ResultInRows
            );
        return member(
            Canonical(
                new MemberCall(
                    context,
                    call.Syntax,
                    name,
                    call.Instance is null ? method.ContainingType.FullName() : null,
                    operands
                ),
                method
            )
        );
    }

    // torch.sum(x, …) is x.sum(…): the same node whichever way it is written.
    private MemberCall Canonical(MemberCall call, IMethodSymbol method)
    {
        if (
            call.Container is null
            || !method.ContainingType.Is(TorchNames.Torch)
            || call.Operands.Count == 0
            || call.Operands[0].Value is not (TensorValue or CentredValue or CentredProductValue)
            || method.Parameters[0].Name is not ("input" or "tensor" or "left")
        )
            return call;
        var tensor = context.Compilation.GetTypeByMetadataName("TorchSharp.torch+Tensor");
        var twin = tensor
            ?.GetMembers(method.Name)
            .OfType<IMethodSymbol>()
            .Any(m =>
                !m.IsStatic
                && m.Parameters.Length == method.Parameters.Length - 1
                && m.Parameters.Zip(
                        method.Parameters.Skip(1),
                        (a, b) => a.Name == b.Name && SymbolEqualityComparer.Default.Equals(a.Type, b.Type)
                    )
                    .All(same => same)
            );
        return twin == true
            ? call with
            {
                Container = null,
                Operands =
                [
                    .. call.Operands.Select(o =>
                        o.Position == 0 ? o with { Parameter = "this", Position = -1 } : o with { Position = o.Position - 1 }
                    ),
                ],
            }
            : call;
    }

    /// <summary>Members of a tensor that give plain numbers.</summary>
    private Value? Host(IInvocationOperation call, List<Operand> operands)
    {
        var name = call.TargetMethod.Name;
        var tensor = operands.Count > 0 ? operands[0].Value as TensorValue : null;
        switch (name)
        {
            case "size" when operands.Count == 1 && tensor is not null:
                return new ShapeValue(tensor);
            case "size" when tensor is not null:
                return Calls.Size(
                    context,
                    tensor,
                    operands[1].Value.Integer() ?? throw Refuse(call, "the axis must be a constant"),
                    call.Syntax
                );
            case "numel" when tensor is not null:
                return Calls.Elements(context, tensor);
            case "dim" or "ndimension" when tensor is not null && operands.Count == 1:
                return Calls.Rank(context, tensor);
            case "is_floating_point" or "is_integral" or "is_complex" when tensor is not null:
                return Calls.PerBatch(context, tensor, NodeTypes.Bool, $"{{0}}.{name}()");
            case "item"
            or "ToSingle"
            or "ToDouble"
            or "ToInt32"
            or "ToInt64"
            or "ToBoolean"
            or "ToScalar"
            or "ToInt16"
            or "ToByte"
            or "ToHalf" when tensor is not null:
                if (tensor.IsRow)
                    throw Refuse(call, Calls.OneNumber);
                var arguments = call.TargetMethod.TypeArguments;
                var generic = arguments.Length > 0 ? $"<{Templates.Escape(context.TypeName(arguments[0], call.Syntax))}>" : "";
                var node = call.Instance is null
                    ? Nodes.Code(
                        context.TypeName(call.Type, call.Syntax),
                        $"{Templates.Escape(call.TargetMethod.ContainingType.FullName())}.{name}{generic}({{0}})",
                        tensor.Node
                    )
                    : Nodes.Code(context.TypeName(call.Type, call.Syntax), $"{{0}}.{name}{generic}()", tensor.Node);
                return new HostValue(node, tensor.Stage);
            case "data"
            or "tolist"
            or "ToArray"
            or "bytes"
            or "allclose"
            or "equal"
            or "Equals"
            or "is_nonzero" when tensor is not null && !call.TargetMethod.ReturnType.Is(KnownNames.Tensor):
                throw Refuse(call, tensor.IsRow ? Calls.OneNumber : $"'{name}' of a result cannot be followed");
        }

        if (
            call.TargetMethod.ReturnType.Is(KnownNames.Tensor)
            || call.TargetMethod.ReturnType is INamedTypeSymbol { IsTupleType: true } or IArrayTypeSymbol
            || MemberTable.Find(name) is not null
        )
            return null;
        if (operands.All(o => o.Value is HostValue))
        {
            context.Mention(call.TargetMethod, call.Syntax);
            var stage = operands.Select(o => ValueNodes.StageOf(o.Value)).DefaultIfEmpty().Max();
            var hasInstance = call.Instance is not null;
            var target = hasInstance ? "{0}" : Templates.Escape(call.TargetMethod.ContainingType.FullName());
            var list = string.Join(", ", operands.Select((_, i) => $"{{{i}}}").Skip(hasInstance ? 1 : 0));
            return new HostValue(
                Nodes.Code(
                    context.TypeName(call.Type, call.Syntax),
                    $"{target}.{name}({list})",
                    operands.Select(o => ValueNodes.ToNode(context, o.Value, call.Syntax))
                ),
                stage
            );
        }

        return null;
    }
}
