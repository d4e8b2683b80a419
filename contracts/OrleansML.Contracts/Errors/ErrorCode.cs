namespace OrleansML;

/// <summary>The kinds of failure a caller can tell apart. The numbers are part of the wire format and never change.</summary>
public enum ErrorCode
{
    /// <summary>A fault of the platform itself.</summary>
    Internal = 0,

    /// <summary>The request does not fit the model or the protocol; repeating it cannot help.</summary>
    InvalidRequest = 1,

    /// <summary>No model of that name.</summary>
    ModelNotFound = 2,

    /// <summary>The model exists, the version does not.</summary>
    VersionNotFound = 3,

    /// <summary>The model is being loaded; repeat later.</summary>
    ModelLoading = 4,

    /// <summary>The queue of the model is full; repeat later.</summary>
    QueueFull = 5,

    /// <summary>The deadline of the request passed before an answer was there.</summary>
    DeadlineExceeded = 6,

    /// <summary>No silo of the pool that the model asks for is part of the cluster.</summary>
    NoMatchingPool = 7,

    /// <summary>The model needs more memory than its pool allows.</summary>
    OverMemoryBudget = 8,

    /// <summary>The uploaded file is not a model that can be served.</summary>
    InvalidModel = 9,

    /// <summary>What is asked for contradicts what is stored, such as another package under a version that exists.</summary>
    Conflict = 10,

    /// <summary>The store cannot be read or written.</summary>
    StorageUnavailable = 11,

    /// <summary>The cluster cannot be reached or the call was lost; whether it took effect is unknown.</summary>
    Unavailable = 12,

    /// <summary>The request is larger than the configured limit.</summary>
    TooLarge = 13,

    /// <summary>The artifact that a request refers to does not exist.</summary>
    ArtifactNotFound = 14,

    /// <summary>What is asked for is known but not offered.</summary>
    Unsupported = 15,

    /// <summary>No silo of that name or address.</summary>
    SiloNotFound = 16,

    /// <summary>No feature view of that name.</summary>
    FeatureViewNotFound = 17,

    /// <summary>A feature has no usable value, and its view's policy asks for an error.</summary>
    FeatureUnavailable = 18,

    /// <summary>No training run, scoring job or run of a pipeline of that id.</summary>
    RunNotFound = 19,

    /// <summary>No pipeline of that name.</summary>
    PipelineNotFound = 20,

    /// <summary>No incident of that id.</summary>
    IncidentNotFound = 21,
}
