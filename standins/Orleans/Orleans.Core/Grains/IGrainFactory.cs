namespace Orleans;

/// <summary>Makes references to grains and observers; making one calls nobody.</summary>
public interface IGrainFactory
{
    /// <summary>
    /// Returns a reference to the grain with a GUID key; the prefix chooses among classes by the beginning of their full names.
    /// </summary>
    TGrainInterface GetGrain<TGrainInterface>(Guid primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithGuidKey;

    /// <summary>
    /// Returns a reference to the grain with a number key; the prefix chooses among classes by the beginning of their full names.
    /// </summary>
    TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithIntegerKey;

    /// <summary>
    /// Returns a reference to the grain with a text key; the prefix chooses among classes by the beginning of their full names.
    /// </summary>
    TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey;

    /// <summary>
    /// Returns a reference to the grain with a key of GUID and text; the prefix chooses among classes by the beginning of their full names.
    /// </summary>
    TGrainInterface GetGrain<TGrainInterface>(Guid primaryKey, string keyExtension, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithGuidCompoundKey;

    /// <summary>
    /// Returns a reference to the grain with a key of number and text; the prefix chooses among classes by the beginning of their full
    /// names.
    /// </summary>
    TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string keyExtension, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithIntegerCompoundKey;

    /// <summary>Returns a reference to a grain by its identity.</summary>
    TGrainInterface GetGrain<TGrainInterface>(GrainId grainId)
        where TGrainInterface : IAddressable;

    /// <summary>Returns a reference, through an interface known at run time, to the grain with a GUID key.</summary>
    IGrain GetGrain(Type grainInterfaceType, Guid grainPrimaryKey);

    /// <summary>Returns a reference, through an interface known at run time, to the grain with a number key.</summary>
    IGrain GetGrain(Type grainInterfaceType, long grainPrimaryKey);

    /// <summary>Returns a reference, through an interface known at run time, to the grain with a text key.</summary>
    IGrain GetGrain(Type grainInterfaceType, string grainPrimaryKey);

    /// <summary>Returns a reference, through an interface known at run time, to the grain with a key of GUID and text.</summary>
    IGrain GetGrain(Type grainInterfaceType, Guid grainPrimaryKey, string keyExtension);

    /// <summary>Returns a reference, through an interface known at run time, to the grain with a key of number and text.</summary>
    IGrain GetGrain(Type grainInterfaceType, long grainPrimaryKey, string keyExtension);

    /// <summary>Returns a reference to a grain by its identity, to be cast to an interface.</summary>
    IAddressable GetGrain(GrainId grainId);

    /// <summary>Returns a reference to a grain by its identity and the name of an interface.</summary>
    IAddressable GetGrain(GrainId grainId, GrainInterfaceType interfaceType);

    /// <summary>Returns a reference by raw key to a grain whose class has a name that begins with the prefix.</summary>
    IAddressable GetGrain(Type interfaceType, IdSpan grainKey, string grainClassNamePrefix);

    /// <summary>Returns a reference by raw key to a grain of the only class that implements the interface.</summary>
    IAddressable GetGrain(Type interfaceType, IdSpan grainKey);

    /// <summary>Makes a reference by which grains can call this object until the reference is deleted or the process ends.</summary>
    TGrainObserverInterface CreateObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver;

    /// <summary>Ends the reference of an object, so that grains can no longer call it.</summary>
    void DeleteObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver;
}
