namespace Orleans;

/// <summary>References by raw key.</summary>
public static class GrainFactoryExtensions
{
    /// <summary>Returns a reference by raw key to a grain whose class has a name that begins with the prefix.</summary>
    public static TGrainInterface GetGrain<TGrainInterface>(
        this IGrainFactory grainFactory, IdSpan grainPrimaryKey, string grainClassNamePrefix)
        where TGrainInterface : IGrain
        => (TGrainInterface)grainFactory.GetGrain(typeof(TGrainInterface), grainPrimaryKey, grainClassNamePrefix);

    /// <summary>Returns a reference by raw key to a grain of the only class that implements the interface.</summary>
    public static TGrainInterface GetGrain<TGrainInterface>(this IGrainFactory grainFactory, IdSpan grainPrimaryKey)
        where TGrainInterface : IGrain
        => (TGrainInterface)grainFactory.GetGrain(typeof(TGrainInterface), grainPrimaryKey);
}
