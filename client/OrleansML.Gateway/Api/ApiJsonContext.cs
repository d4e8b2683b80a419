using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using OrleansML.Gateway.Deployments;
using OrleansML.Gateway.Features;
using OrleansML.Gateway.Monitoring;
using OrleansML.Gateway.Pipelines;
using OrleansML.Gateway.Scoring;
using OrleansML.Gateway.Training;
using OrleansML.Monitoring;

namespace OrleansML.Gateway.Api;

/// <summary>JSON form of the platform API: camel case, unknown members ignored, null members left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ErrorBody))]
[JsonSerializable(typeof(HealthInfo))]
[JsonSerializable(typeof(ModelList))]
[JsonSerializable(typeof(ModelHistory))]
[JsonSerializable(typeof(PromoteRequest))]
[JsonSerializable(typeof(DeploymentBody))]
[JsonSerializable(typeof(DeploymentInfo))]
[JsonSerializable(typeof(AliasBody))]
[JsonSerializable(typeof(VersionAtInfo))]
[JsonSerializable(typeof(SloInfo))]
[JsonSerializable(typeof(WarmReply))]
[JsonSerializable(typeof(ClusterInfo))]
[JsonSerializable(typeof(DrainInfo))]
[JsonSerializable(typeof(FeatureViewInfo))]
[JsonSerializable(typeof(FeatureViewList))]
[JsonSerializable(typeof(IngestInfo))]
[JsonSerializable(typeof(FeedInfo))]
[JsonSerializable(typeof(FeatureReadBody))]
[JsonSerializable(typeof(FeatureReadInfo))]
[JsonSerializable(typeof(EntityPredictBody))]
[JsonSerializable(typeof(EntityPredictInfo))]
[JsonSerializable(typeof(StartTrainingBody))]
[JsonSerializable(typeof(TrainingRunInfo))]
[JsonSerializable(typeof(TrainingRunList))]
[JsonSerializable(typeof(StartScoringBody))]
[JsonSerializable(typeof(EstimateScoringBody))]
[JsonSerializable(typeof(ScoringEstimateInfo))]
[JsonSerializable(typeof(ScoringJobInfo))]
[JsonSerializable(typeof(ScoringJobList))]
[JsonSerializable(typeof(ApplyPipelineBody))]
[JsonSerializable(typeof(PipelineAppliedInfo))]
[JsonSerializable(typeof(PipelineList))]
[JsonSerializable(typeof(PipelineInfo))]
[JsonSerializable(typeof(PipelineDefinitionInfo))]
[JsonSerializable(typeof(PipelineRunInfo))]
[JsonSerializable(typeof(PipelineDecisionList))]
[JsonSerializable(typeof(PipelineDeleted))]
[JsonSerializable(typeof(LabelsInfo))]
[JsonSerializable(typeof(ApplyMonitorBody))]
[JsonSerializable(typeof(MonitorDefinitionText))]
[JsonSerializable(typeof(MonitorApplied))]
[JsonSerializable(typeof(MonitorReportInfo))]
[JsonSerializable(typeof(MonitorSegmentList))]
[JsonSerializable(typeof(MonitorIncidentList))]
[JsonSerializable(typeof(MonitorSilenceList))]
public sealed partial class ApiJsonContext : JsonSerializerContext
{
    /// <summary>Writes quotation marks and letters of all languages as they are, for texts that people read in a terminal.</summary>
    internal static ApiJsonContext Readable { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
