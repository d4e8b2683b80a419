namespace OrleansML.Learning.Training;

/// <summary>Kinds of networks.</summary>
public enum NetworkKind
{
    /// <summary>Dense layers one after the other; without hidden ones a linear model.</summary>
    Mlp,

    /// <summary>Dense layers beside a linear model of the same inputs, added up (Cheng et al., "Wide &amp; Deep Learning for Recommender Systems", 2016).</summary>
    WideAndDeep,
}
