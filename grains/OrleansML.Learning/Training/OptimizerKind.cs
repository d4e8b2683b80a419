namespace OrleansML.Learning.Training;

/// <summary>Rules by which weights change.</summary>
public enum OptimizerKind
{
    /// <summary>Along the gradient, with momentum where asked for.</summary>
    Sgd,

    /// <summary>Kingma and Ba, 2015.</summary>
    Adam,

    /// <summary>Adam with weight decay apart from the gradient (Loshchilov and Hutter, 2019).</summary>
    Adamw,
}
