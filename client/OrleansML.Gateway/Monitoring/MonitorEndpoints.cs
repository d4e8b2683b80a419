using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrleansML.Gateway.Api;
using OrleansML.Monitoring;

namespace OrleansML.Gateway.Monitoring;

/// <summary>Maps what the platform API offers about the watching of models.</summary>
internal static class MonitorEndpoints
{
    private const string Monitor = "/models/{name}/monitor";
    private const string Incident = $"{Monitor}/incidents/{{id}}";

    public static void Map(RouteGroupBuilder api)
    {
        ApiEndpoints.Describe<MonitorDefinitionText>(api.MapGet(Monitor, MonitorApi.GetAsync), "GetMonitor", "What a model is watched by; revision 0 is the default definition.");
        ApiEndpoints.Describe<MonitorApplied>(
            api.MapPut(Monitor, MonitorApi.ApplyAsync).Accepts<ApplyMonitorBody>(ApiEndpoints.Json, ApiEndpoints.DefinitionTypes),
            "ApplyMonitor",
            "Puts a definition in place of the one before: in JSON with content type application/json, else YAML, with actor in the query. May be repeated; with 'dryRun' it only checks.");
        ApiEndpoints.Describe<MonitorApplied>(api.MapDelete(Monitor, MonitorApi.DeleteAsync), "DeleteMonitor", "Goes back to the default definition. May be repeated.");
        ApiEndpoints.Describe<MonitorReportInfo>(
            api.MapGet($"{Monitor}/report", MonitorApi.GetReportAsync),
            "GetMonitorReport",
            "Windows of a 'version' and 'segment' from 'from' until 'until' against a 'baseline': training, previous, champion, or two times with a slash between them.");
        ApiEndpoints.Describe<string>(
            api.MapGet($"{Monitor}/report.html", MonitorApi.GetReportPageAsync), "GetMonitorReportPage", "The same report as one page of HTML that needs nothing else.");
        ApiEndpoints.Describe<MonitorSegmentList>(api.MapGet($"{Monitor}/segments", MonitorApi.GetSegmentsAsync), "ListMonitorSegments", "The segments in a time, worst first.");
        ApiEndpoints.Describe<MonitorIncidentList>(
            api.MapGet($"{Monitor}/incidents", MonitorApi.GetIncidentsAsync), "ListIncidents", "Incidents, newest first; with 'state' open or closed only those.");
        ApiEndpoints.Describe<MonitorIncidentInfo>(
            api.MapGet(Incident, MonitorApi.GetIncidentAsync), "GetIncident", "One incident with what was told and done; slashes of its id are written %2F.");
        ApiEndpoints.Describe<MonitorIncidentInfo>(
            api.MapPost($"{Incident}/close", MonitorApi.CloseAsync), "CloseIncident", "Closes an incident by hand; needs a 'reason'. May be repeated.");
        ApiEndpoints.Describe<MonitorSilenceList>(api.MapGet($"{Monitor}/silences", MonitorApi.GetSilencesAsync), "ListSilences", "The silences that go on.");
        ApiEndpoints.Describe<MonitorSilenceList>(
            api.MapPost($"{Monitor}/silences", MonitorApi.SilenceAsync),
            "AddSilence",
            "Has nobody told of a 'rule', a 'segment', both or anything until 'until', and nothing done; needs a 'reason'. A time that is over ends the silence of the same two.");

        api.MapMethodNotAllowed(Monitor, [HttpMethods.Delete, HttpMethods.Get, HttpMethods.Put]);
        foreach (var path in new[] { $"{Monitor}/report", $"{Monitor}/report.html", $"{Monitor}/segments", $"{Monitor}/incidents", Incident })
            api.MapMethodNotAllowed(path, [HttpMethods.Get]);
        api.MapMethodNotAllowed($"{Incident}/close", [HttpMethods.Post]);
        api.MapMethodNotAllowed($"{Monitor}/silences", [HttpMethods.Get, HttpMethods.Post]);
    }
}
