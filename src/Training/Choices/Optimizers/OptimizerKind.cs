namespace Gen.Training;

/// <summary>TorchSharp's optimizers that work from gradients alone. (LBFGS, which computes the loss several times a step, is not among them, nor RAdam, which TorchSharp 0.107.0 computes wrongly.)</summary>
public enum OptimizerKind
{
    /// <summary>Adam (Kingma and Ba 2015).</summary>
    Adam,

    /// <summary>Adam with decoupled weight decay (Loshchilov and Hutter 2019).</summary>
    AdamW,

    /// <summary>Adam by the largest gradient so far instead of the mean square (Kingma and Ba 2015).</summary>
    Adamax,

    /// <summary>Adam with Nesterov's momentum (Dozat 2016).</summary>
    NAdam,

    /// <summary>Stochastic gradient descent, with momentum if wanted.</summary>
    Sgd,

    /// <summary>Gradients divided by the root of their running mean square (Hinton 2012).</summary>
    RmsProp,

    /// <summary>Gradients divided by the root of the sum of all squares (Duchi et al. 2011).</summary>
    Adagrad,

    /// <summary>Adagrad over a window, with steps in the parameters' own unit (Zeiler 2012).</summary>
    Adadelta,

    /// <summary>Averaged stochastic gradient descent (Polyak and Juditsky 1992).</summary>
    Asgd,

    /// <summary>Steps by the gradients' signs, for whole data sets as one batch (Riedmiller and Braun 1993).</summary>
    Rprop,
}
