using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Gen.Training.Tests.Contract;

/// <summary>
/// Lists the public API of an assembly as sorted lines, one per type or member, with everything that callers can depend on: nesting,
/// parameter names, defaults, tuple names, enum values. Nullability of references is omitted, because it does not change the meaning of
/// programs.
/// </summary>
internal static class PublicSurface
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static IReadOnlyList<string> Of(Assembly assembly)
    {
        var lines = new List<string>();
        foreach (var type in assembly.GetTypes().Where(IsVisible))
        {
            lines.Add($"{TypeNames.Declared(type)}: {Kind(type)}");
            foreach (var member in type.GetMembers(Declared))
                if (Line(member) is { } line)
                    lines.Add($"{TypeNames.Declared(type)}: {line}");
        }
        return lines.Distinct().Order(StringComparer.Ordinal).ToList();
    }

    // The compiler's containers of extension blocks are omitted: callers depend on the methods next to them.
    private static bool IsVisible(Type type) =>
        type.IsPublic
        || (
            !type.Name.StartsWith('<')
            && (type.IsNestedPublic || type.IsNestedFamily || type.IsNestedFamORAssem)
            && IsVisible(type.DeclaringType!)
        );

    private static string Kind(Type type)
    {
        if (type.IsEnum) return $"enum {TypeNames.Of(Enum.GetUnderlyingType(type))}";
        if (typeof(Delegate).IsAssignableFrom(type)) return "delegate";
        if (type.IsInterface) return "interface";
        if (type.IsValueType) return "struct";
        if (type.IsAbstract && type.IsSealed) return "static class";
        var kind = type.IsAbstract ? "abstract class" : type.IsSealed ? "sealed class" : "class";
        return type.BaseType is { } parent && parent != typeof(object) ? $"{kind} : {TypeNames.Of(parent)}" : kind;
    }

    private static string? Line(MemberInfo member) =>
        member switch
        {
            FieldInfo field when Seen(field) && !field.IsSpecialName =>
                $"field {Static(field.IsStatic && !field.IsLiteral)}{TypeNames.Of(field.FieldType, field)} {field.Name}"
                    + (
                        field.IsLiteral ? $" = {Literal(field.GetRawConstantValue(), field.FieldType, numeric: true)}"
                        : field.IsInitOnly ? " readonly"
                        : ""
                    ),
            PropertyInfo property when Accessors(property) is { Length: > 0 } accessors =>
                $"property {Static(property.GetAccessors(true)[0].IsStatic)}{TypeNames.Of(property.PropertyType, property)} {property.Name}"
                    + (property.GetIndexParameters() is { Length: > 0 } index ? $"[{Parameters(index)}]" : "")
                    + $" {{ {accessors}}}",
            ConstructorInfo { IsStatic: false } constructor when Seen(constructor) =>
                $"constructor {Protected(constructor)}({Parameters(constructor.GetParameters())})",
            MethodInfo method when Seen(method) && !IsAccessor(method) && method.Name != "Finalize" => Method(method),
            _ => null,
        };

    private static string Method(MethodInfo method)
    {
        var extension = method.IsDefined(typeof(ExtensionAttribute), false) ? "this " : "";
        var generic = method.IsGenericMethodDefinition ? $"<{string.Join(", ", method.GetGenericArguments().Select(Constrained))}>" : "";
        var modifier = method.IsAbstract ? "abstract " : method is { IsVirtual: true, IsFinal: false } ? "virtual " : "";
        return $"method {Protected(method)}{Static(method.IsStatic)}{modifier}{TypeNames.Of(method.ReturnType, method.ReturnParameter)} "
            + $"{method.Name}{generic}({extension}{Parameters(method.GetParameters())})";
    }

    private static string Constrained(Type argument)
    {
        var unmanaged = argument.CustomAttributes.Any(a => a.AttributeType.Name == "IsUnmanagedAttribute");
        var bounds = argument.GetGenericParameterConstraints().Where(c => c != typeof(ValueType)).Select(c => TypeNames.Of(c)).ToList();
        if (unmanaged) bounds.Insert(0, "unmanaged");
        return bounds.Count == 0 ? argument.Name : $"{argument.Name} : {string.Join(" + ", bounds)}";
    }

    private static string Parameters(ParameterInfo[] parameters) => string.Join(", ", parameters.Select(p =>
        (p.IsDefined(typeof(ParamArrayAttribute), false) ? "params " : "") + (p.IsOut ? "out " : p.ParameterType.IsByRef ? "ref " : "")
        + $"{TypeNames.Of(p.ParameterType, p)} {p.Name}" + (p.HasDefaultValue ? $" = {Literal(p.RawDefaultValue, p.ParameterType)}" : "")));

    private static string Literal(object? value, Type type, bool numeric = false)
    {
        var target = Nullable.GetUnderlyingType(type) ?? type;
        if (value is null) return type.IsValueType && target == type ? "default" : "null";
        if (target.IsEnum && !numeric) return $"{target.Name}.{Enum.ToObject(target, value)}";
        return value is string text ? $"\"{text}\"" : Convert.ToString(value, CultureInfo.InvariantCulture)!;
    }

    private static string Accessors(PropertyInfo property) =>
        string.Concat(property.GetAccessors(true).Where(Seen).OrderBy(a => a.Name, StringComparer.Ordinal)
            .Select(a => Protected(a) + (a.ReturnType == typeof(void) ? "set; " : "get; ")));

    private static bool IsAccessor(MethodInfo method) =>
        method.IsSpecialName && !method.Name.StartsWith("op_", StringComparison.Ordinal);

    private static bool Seen(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool Seen(FieldInfo field) => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly;

    private static string Protected(MethodBase method) => method.IsPublic ? "" : "protected ";

    private static string Static(bool isStatic) => isStatic ? "static " : "";
}
