using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OrleansML.Gateway.Deployments;
using OrleansML.Gateway.Errors;
using OrleansML.Gateway.Features;
using OrleansML.Gateway.Monitoring;
using OrleansML.Gateway.Pipelines;
using OrleansML.Gateway.Scoring;
using OrleansML.Gateway.Training;

namespace OrleansML.Gateway.Api;

/// <summary>Maps the platform API and its description.</summary>
internal static class ApiEndpoints
{
    internal const string Json = "application/json";

    // Content types in the description would otherwise be demanded of requests; people send bodies without one.
    private const string Anything = "*/*";

    private const string Models = "/models";
    private const string Model = "/models/{name}";
    private const string Version = "/models/{name}/versions/{version:int}";

    private const string Deployment = "/models/{name}/deployment";
    private const string Alias = "/models/{name}/aliases/{alias}";

    private const string Features = "/features";
    private const string Feature = "/features/{view}";

    private const string Feed = "/features/{view}/sources/{source}";

    private const string Runs = "/training/runs";
    private const string Run = "/training/runs/{run}";

    private const string Jobs = "/scoring/jobs";
    private const string Job = "/scoring/jobs/{job}";
    private const string Estimate = "/scoring/estimate";

    private const string Drain = "/cluster/silos/{silo}:drain";
    private const string DrainState = "/cluster/silos/{silo}/drain";

    /// <summary>What a definition is sent as beside JSON.</summary>
    internal static readonly string[] DefinitionTypes = ["application/yaml", "text/yaml", Anything];

    private static readonly int[] Failures =
    [
        StatusCodes.Status400BadRequest,
        StatusCodes.Status404NotFound,
        StatusCodes.Status409Conflict,
        StatusCodes.Status413PayloadTooLarge,
        StatusCodes.Status500InternalServerError,
        StatusCodes.Status503ServiceUnavailable,
        StatusCodes.Status504GatewayTimeout,
    ];

    public static void MapApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1");
        Describe<ModelList>(api.MapGet(Models, ModelsApi.ListAsync), "ListModels", "All models with their versions.");
        Describe<ModelInfo>(api.MapGet(Model, ModelsApi.GetAsync), "GetModel", "One model with its versions and its champion.");
        Describe<ModelHistory>(
            api.MapGet($"{Model}/history", ModelsApi.GetHistoryAsync), "GetModelHistory", "Every move of a model, oldest first.");
        Describe<SloInfo>(api.MapGet($"{Model}/slo", SloApi.GetAsync), "GetModelSlo", "How a model keeps its service level objectives: burn rates and what they call for.");
        Describe<ModelInfo>(
            api.MapPost($"{Model}/promote", ModelsApi.PromoteAsync).Accepts<PromoteRequest>(Json, Anything),
            "PromoteVersion",
            "Makes a version the champion: it answers requests that name no version.");
        Describe<WarmReply>(
            api.MapPost($"{Version}/warm", ModelsApi.WarmAsync), "WarmVersion", "Loads a version wherever its replicas live.");
        Describe<ClusterInfo>(api.MapGet("/cluster", ClusterApi.GetAsync), "GetCluster", "Silos and the replicas of all champions.");
        Describe<DrainInfo>(
            api.MapPost(Drain, ClusterApi.DrainAsync),
            "DrainSilo",
            "Starts to take a silo, by name or address, out of service without a failed request; comes back at once and may be repeated.");
        Describe<DrainInfo>(api.MapGet(DrainState, ClusterApi.GetDrainAsync), "GetDrain", "How the emptying of a silo stands.");
        DescribePush(api.MapPut(Version, PushApi.PutVersionAsync), "PutVersion", "Pushes a model as the given version; may be repeated.");
        DescribePush(api.MapPost($"{Model}/versions", PushApi.PostVersionAsync), "PostVersion", "Pushes a model as the next version.");

        MapDeployments(api);
        MapFeatures(api);
        MapTraining(api);
        MapScoring(api);
        PipelineEndpoints.Map(api);
        MonitorEndpoints.Map(api);
        Describe<LabelsInfo>(
            api.MapPost($"{Model}/labels", LabelsApi.AddAsync).Accepts<byte[]>("application/x-ndjson", Json, Anything),
            "AddLabels",
            "Takes labels, one JSON object a line with prediction_id, label and perhaps observed_at: all or, with skipBad=true, those that are good. May be repeated; the first label of a prediction counts.");

        foreach (var (path, method) in new[]
        {
            (Models, HttpMethods.Get), (Model, HttpMethods.Get), ($"{Model}/history", HttpMethods.Get), ($"{Model}/slo", HttpMethods.Get), ("/cluster", HttpMethods.Get),
            ($"{Model}/promote", HttpMethods.Post), ($"{Version}/warm", HttpMethods.Post), ($"{Model}/versions", HttpMethods.Post),
            (Version, HttpMethods.Put), (Drain, HttpMethods.Post), (DrainState, HttpMethods.Get), (Features, HttpMethods.Get),
            ($"{Feature}:read", HttpMethods.Post), ($"{Feature}:ingest", HttpMethods.Post), ($"{Model}:predict", HttpMethods.Post), ($"{Model}/labels", HttpMethods.Post),
            ($"{Version}:predict", HttpMethods.Post), (Feed, HttpMethods.Get), ($"{Feed}:start", HttpMethods.Post), ($"{Feed}:stop", HttpMethods.Post),
        })
        {
            api.MapMethodNotAllowed(path, [method]);
        }

        api.MapMethodNotAllowed(Deployment, [HttpMethods.Get, HttpMethods.Post]);
        api.MapMethodNotAllowed(Alias, [HttpMethods.Get, HttpMethods.Put]);
    }

    private static void MapDeployments(RouteGroupBuilder api)
    {
        Describe<DeploymentInfo>(
            api.MapGet(Deployment, DeploymentsApi.GetAsync), "GetDeployment", "Which versions answer, with shares, shadow, canary and figures.");
        Describe<DeploymentInfo>(
            api.MapPost(Deployment, DeploymentsApi.ChangeAsync).Accepts<DeploymentBody>(Json, Anything),
            "ChangeDeployment",
            "Changes which versions answer: weights, canary, shadow, stop-shadow, abort or rollback.");
        Describe<VersionAtInfo>(
            api.MapGet(Alias, DeploymentsApi.GetAliasAsync), "GetAlias", "Which version an alias stands for, or stood for at the time 'at'.");
        Describe<ModelInfo>(
            api.MapPut(Alias, DeploymentsApi.SetAliasAsync).Accepts<AliasBody>(Json, Anything),
            "SetAlias",
            "Moves an alias to a version, or removes it; with 'expectedVersion' only from there.");
    }

    private static void MapTraining(RouteGroupBuilder api)
    {
        Describe<TrainingRunInfo>(
            api.MapPost(Runs, TrainingApi.StartAsync).Accepts<StartTrainingBody>(Json, DefinitionTypes),
            "StartTrainingRun",
            "Starts a training run from a definition: in JSON with content type application/json, else YAML, with id and actor in the query. Comes back at once; may be repeated under the same id.");
        Describe<TrainingRunList>(api.MapGet(Runs, TrainingApi.ListAsync), "ListTrainingRuns", "The last training runs, newest first.");
        Describe<TrainingRunInfo>(api.MapGet(Run, TrainingApi.GetAsync), "GetTrainingRun", "How a training run stands, and what came of it.");
        Describe<TrainingRunInfo>(
            api.MapPost($"{Run}:cancel", TrainingApi.CancelAsync), "CancelTrainingRun", "Ends a training run; its last checkpoint stays. May be repeated.");
        Describe<TrainingRunInfo>(
            api.MapPost($"{Run}:resume", TrainingApi.ResumeAsync),
            "ResumeTrainingRun",
            "Goes on with a run that failed or was cancelled, from its last checkpoint. May be repeated.");
        Describe<JsonElement>(
            api.MapGet($"{Run}/gate", TrainingApi.GetGateRecordAsync), "GetTrainingGate", "The record of a run's gate: policy, comparisons and reasons.");
        api.MapMethodNotAllowed(Runs, [HttpMethods.Get, HttpMethods.Post]);
        api.MapMethodNotAllowed(Run, [HttpMethods.Get]);
        api.MapMethodNotAllowed($"{Run}/gate", [HttpMethods.Get]);
        foreach (var verb in new[] { "cancel", "resume" })
            api.MapMethodNotAllowed($"{Run}:{verb}", [HttpMethods.Post]);
    }

    private static void MapScoring(RouteGroupBuilder api)
    {
        Describe<ScoringJobInfo>(
            api.MapPost(Jobs, ScoringApi.StartAsync).Accepts<StartScoringBody>(Json, DefinitionTypes),
            "StartScoringJob",
            "Starts a scoring job from a definition: in JSON with content type application/json, else YAML, with id and actor in the query. Comes back at once; may be repeated under the same id.");
        Describe<ScoringJobList>(api.MapGet(Jobs, ScoringApi.ListAsync), "ListScoringJobs", "The last scoring jobs, newest first.");
        Describe<ScoringJobInfo>(api.MapGet(Job, ScoringApi.GetAsync), "GetScoringJob", "How a scoring job stands, and what came of it.");
        Describe<ScoringJobInfo>(
            api.MapPost($"{Job}:cancel", ScoringApi.CancelAsync), "CancelScoringJob", "Ends a scoring job; parts that are finished stay. May be repeated.");
        Describe<ScoringJobInfo>(
            api.MapPost($"{Job}:resume", ScoringApi.ResumeAsync),
            "ResumeScoringJob",
            "Goes on with a job that failed or was cancelled; what is scored stays so. May be repeated.");
        Describe<ScoringEstimateInfo>(
            api.MapPost(Estimate, ScoringApi.EstimateAsync).Accepts<EstimateScoringBody>(Json, DefinitionTypes),
            "EstimateScoringJob",
            "Says what a scoring job would do, from a sample of its input: size, rate and dead letters. Writes nothing; takes as long as the sample.");
        api.MapMethodNotAllowed(Jobs, [HttpMethods.Get, HttpMethods.Post]);
        api.MapMethodNotAllowed(Job, [HttpMethods.Get]);
        api.MapMethodNotAllowed(Estimate, [HttpMethods.Post]);
        foreach (var verb in new[] { "cancel", "resume" })
            api.MapMethodNotAllowed($"{Job}:{verb}", [HttpMethods.Post]);
    }

    private static void MapFeatures(RouteGroupBuilder api)
    {
        Describe<FeatureViewList>(api.MapGet(Features, FeaturesApi.ListAsync), "ListFeatureViews", "All feature views.");
        Describe<FeatureViewInfo>(api.MapGet(Feature, FeaturesApi.GetAsync), "GetFeatureView", "One feature view with its definition.");
        Describe<FeatureViewInfo>(
            api.MapPut(Feature, FeaturesApi.ApplyAsync).Accepts<string>("application/yaml", Anything),
            "ApplyFeatureView",
            "Puts a definition in place of the one before, unless that would break a deployed model; may be repeated.");
        Describe<IngestInfo>(
            api.MapPost($"{Feature}:ingest", FeaturesApi.IngestAsync).Accepts<byte[]>("application/x-ndjson", Json, Anything),
            "IngestFeatures",
            "Takes in events, one JSON object per line; bad lines are reported, good ones are taken in.");
        Describe<FeatureReadInfo>(
            api.MapPost($"{Feature}:read", FeaturesApi.ReadAsync).Accepts<FeatureReadBody>(Json, Anything),
            "ReadFeatures",
            "Features of entities with value, age status and times.");
        Describe<FeedInfo>(api.MapGet(Feed, FeedsApi.GetAsync), "GetFeed", "How the feed of a source stands.");
        Describe<FeedInfo>(
            api.MapPost($"{Feed}:start", FeedsApi.StartAsync), "StartFeed", "Starts the feed of a source of kind files, or of changes of a database.");
        Describe<FeedInfo>(api.MapPost($"{Feed}:stop", FeedsApi.StopAsync), "StopFeed", "Stops the feed of a source; it keeps its place.");
        Describe<EntityPredictInfo>(
            api.MapPost($"{Model}:predict", EntityPredictEndpoint.PredictAsync).Accepts<EntityPredictBody>(Json, Anything),
            "Predict",
            "Predicts by entity with the champion: features are read where they live.");
        Describe<EntityPredictInfo>(
            api.MapPost($"{Version}:predict", EntityPredictEndpoint.PredictVersionAsync).Accepts<EntityPredictBody>(Json, Anything),
            "PredictVersion",
            "Predicts by entity with the given version.");
    }

    private static void DescribePush(RouteHandlerBuilder endpoint, string name, string summary) => Describe<ModelVersionInfo>(
        endpoint
            .Accepts<byte[]>("application/octet-stream", "multipart/form-data", Anything)
            .Produces<ErrorBody>(StatusCodes.Status507InsufficientStorage, Json),
        name,
        summary,
        whilePushing: true);

    /// <summary>Describes an operation, and has its failures answered as everywhere.</summary>
    internal static void Describe<T>(RouteHandlerBuilder endpoint, string name, string summary, bool whilePushing = false)
    {
        endpoint.WithName(name).WithSummary(summary).WithTags("platform").Produces<T>(StatusCodes.Status200OK, Json);
        foreach (var status in Failures)
            endpoint.Produces<ErrorBody>(status, Json);

        endpoint.AddEndpointFilterFactory((context, next) =>
        {
            var filter = new ApiErrorFilter(context.ApplicationServices.GetRequiredService<ErrorResponses>(), context.MethodInfo.GetParameters(), whilePushing);
            return invocation => filter.InvokeAsync(invocation, next);
        });
    }
}
