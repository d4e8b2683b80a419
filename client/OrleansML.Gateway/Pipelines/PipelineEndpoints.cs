using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrleansML.Gateway.Api;

namespace OrleansML.Gateway.Pipelines;

/// <summary>Maps what the platform API offers about pipelines.</summary>
internal static class PipelineEndpoints
{
    private const string Pipelines = "/pipelines";
    private const string Pipeline = "/pipelines/{name}";
    private const string Run = "/pipelines/{name}/runs/{run}";

    public static void Map(RouteGroupBuilder api)
    {
        ApiEndpoints.Describe<PipelineList>(api.MapGet(Pipelines, PipelinesApi.ListAsync), "ListPipelines", "All pipelines, with what goes on and what comes next.");
        ApiEndpoints.Describe<PipelineInfo>(api.MapGet(Pipeline, PipelinesApi.GetAsync), "GetPipeline", "How a pipeline stands: what goes on, what comes next, and the last runs.");
        ApiEndpoints.Describe<PipelineAppliedInfo>(
            api.MapPut(Pipeline, PipelinesApi.ApplyAsync).Accepts<ApplyPipelineBody>(ApiEndpoints.Json, ApiEndpoints.DefinitionTypes),
            "ApplyPipeline",
            "Puts a definition in place of the one before: in JSON with content type application/json, else YAML, with actor in the query. May be repeated; with 'dryRun' it only checks.");
        ApiEndpoints.Describe<PipelineDeleted>(
            api.MapDelete(Pipeline, PipelinesApi.DeleteAsync), "DeletePipeline", "Stops the run that goes on and forgets the pipeline.");
        ApiEndpoints.Describe<PipelineDefinitionInfo>(
            api.MapGet($"{Pipeline}/definition", PipelinesApi.GetDefinitionAsync), "GetPipelineDefinition", "The definition in use, as it was applied.");
        ApiEndpoints.Describe<PipelineDecisionList>(
            api.MapGet($"{Pipeline}/decisions", PipelinesApi.GetDecisionsAsync), "ListPipelineDecisions", "The last decisions with their reasons, newest first.");
        ApiEndpoints.Describe<PipelineRunInfo>(
            api.MapPost($"{Pipeline}:run", PipelinesApi.StartAsync),
            "StartPipelineRun",
            "Asks for a run by hand, for the data from 'start' to 'end' or the last complete interval. Comes back at once; one 'operation' starts one run.");
        ApiEndpoints.Describe<PipelineInfo>(
            api.MapPost($"{Pipeline}:backfill", PipelinesApi.BackfillAsync),
            "StartPipelineBackfill",
            "Asks for the runs of a trigger by the clock at its instants from 'from' to 'until', both inclusive, one after the other. One 'operation' is one backfill.");
        ApiEndpoints.Describe<PipelineInfo>(
            api.MapPost($"{Pipeline}:end-backfill", PipelinesApi.EndBackfillAsync), "EndPipelineBackfill", "Ends the backfill after the run that goes on. May be repeated.");
        ApiEndpoints.Describe<PipelineInfo>(
            api.MapPost($"{Pipeline}:pause", PipelinesApi.PauseAsync), "PausePipeline", "Has triggers start nothing from now on; runs by hand start. Needs a 'reason'; the first one stays.");
        ApiEndpoints.Describe<PipelineInfo>(
            api.MapPost($"{Pipeline}:unpause", PipelinesApi.UnpauseAsync), "UnpausePipeline", "Lets triggers start runs again; what came due in between stays skipped. May be repeated.");
        ApiEndpoints.Describe<PipelineRunInfo>(api.MapGet(Run, PipelinesApi.GetRunAsync), "GetPipelineRun", "One run, by id or key, with its steps.");
        ApiEndpoints.Describe<PipelineRunInfo>(
            api.MapPost($"{Run}:cancel", PipelinesApi.CancelAsync), "CancelPipelineRun", "Stops a run with its steps; needs a 'reason'. May be repeated.");
        ApiEndpoints.Describe<PipelineRunInfo>(
            api.MapPost($"{Run}:resume", PipelinesApi.ResumeAsync), "ResumePipelineRun", "Goes on with a run that failed or was cancelled; steps that succeeded are kept. May be repeated.");

        api.MapMethodNotAllowed(Pipeline, [HttpMethods.Delete, HttpMethods.Get, HttpMethods.Put]);
        foreach (var path in new[] { Pipelines, $"{Pipeline}/definition", $"{Pipeline}/decisions", Run })
            api.MapMethodNotAllowed(path, [HttpMethods.Get]);
        foreach (var verb in new[] { "run", "backfill", "end-backfill", "pause", "unpause" })
            api.MapMethodNotAllowed($"{Pipeline}:{verb}", [HttpMethods.Post]);
        foreach (var verb in new[] { "cancel", "resume" })
            api.MapMethodNotAllowed($"{Run}:{verb}", [HttpMethods.Post]);
    }
}
