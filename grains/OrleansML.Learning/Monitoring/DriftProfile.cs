namespace OrleansML.Learning.Monitoring;

/// <summary>Whose definitions a metric follows; the README of this folder compares them.</summary>
public enum DriftProfile
{
    /// <summary>Ours: bins of the reference, a smallest effect and a significance that both must be passed, silence where nothing can be said.</summary>
    Own,

    /// <summary>Those of Evidently.</summary>
    Evidently,

    /// <summary>Those of NannyML.</summary>
    NannyMl,
}
