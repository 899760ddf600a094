namespace Gen.Runtime.Tests.Configuration.Subjects;

/// <summary>For enums whose members differ only by what keys ignore.</summary>
[Experiment("lookalikes")]
internal partial class Lookalikes
{
    public Activation Activation { get; init; }

    public Activation? NoActivation { get; init; }

    public IReadOnlyList<Activation> Layers { get; init; } = [];

    public Marks Marks { get; init; }

    public int MaxVocab { get; init; }
}

/// <summary>Some members are told apart by case and <c>_</c> alone.</summary>
public enum Activation
{
    Tanh,
    ReLU,
    Relu,
    Re_Lu,
    GELU,
    _,
}

[Flags]
public enum Marks
{
    A = 1,
    a = 2,
    B = 4,
}
