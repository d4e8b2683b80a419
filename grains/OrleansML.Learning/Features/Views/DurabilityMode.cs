namespace OrleansML.Learning.Features;

/// <summary>What survives the loss of a silo.</summary>
public enum DurabilityMode
{
    /// <summary>Nothing; sources fill the view again.</summary>
    None,

    /// <summary>Everything but what was acknowledged within the bound.</summary>
    WriteBehind,

    /// <summary>Everything that was acknowledged.</summary>
    WriteThrough,
}
