namespace System.Runtime.CompilerServices;

/// <summary>Lets collection expressions make other types than arrays and lists for netstandard2.0.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct)]
internal sealed class CollectionBuilderAttribute(Type builder, string method) : Attribute
{
    public Type BuilderType => builder;

    public string MethodName => method;
}
