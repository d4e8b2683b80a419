using Microsoft.AspNetCore.Http;

namespace OrleansML.Gateway.Errors;

/// <summary>Which HTTP status tells of which failure. A fault of the client is never a 5xx.</summary>
internal static class ErrorStatus
{
    public static int Of(ErrorCode code, bool whilePushing = false) => code switch
    {
        ErrorCode.InvalidRequest or ErrorCode.InvalidModel => StatusCodes.Status400BadRequest,
        ErrorCode.ModelNotFound or ErrorCode.VersionNotFound or ErrorCode.ArtifactNotFound or ErrorCode.SiloNotFound
            or ErrorCode.FeatureViewNotFound or ErrorCode.RunNotFound or ErrorCode.PipelineNotFound or ErrorCode.IncidentNotFound => StatusCodes.Status404NotFound,
        ErrorCode.Conflict => StatusCodes.Status409Conflict,
        ErrorCode.TooLarge => StatusCodes.Status413PayloadTooLarge,
        ErrorCode.Unsupported => StatusCodes.Status501NotImplemented,
        ErrorCode.DeadlineExceeded => StatusCodes.Status504GatewayTimeout,
        ErrorCode.FeatureUnavailable => StatusCodes.Status503ServiceUnavailable,
        // A model that is too large stays too large; on the way to a prediction other models may make room.
        ErrorCode.OverMemoryBudget when whilePushing => StatusCodes.Status507InsufficientStorage,
        ErrorCode.ModelLoading or ErrorCode.QueueFull or ErrorCode.NoMatchingPool or ErrorCode.OverMemoryBudget
            or ErrorCode.StorageUnavailable or ErrorCode.Unavailable => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };

    /// <summary>Whether the same request is worth repeating after a moment.</summary>
    public static bool IsWorthRepeating(ErrorCode code) => code
        is ErrorCode.ModelLoading or ErrorCode.QueueFull or ErrorCode.StorageUnavailable or ErrorCode.Unavailable
            or ErrorCode.FeatureUnavailable;
}
