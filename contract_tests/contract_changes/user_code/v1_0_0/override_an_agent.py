"""Registers a call in which almost everything about the agent is another way than it is stored."""

import os

from retell_web_call_client import AuthenticatedClient
from retell_web_call_client.api.calls import create_web_call
from retell_web_call_client.models import (
    AgentOverride,
    AgentSettings,
    AmbientSound,
    BooleanAnalysisField,
    ConversationFlowSettings,
    CreateWebCallRequest,
    DataStorageSetting,
    DenoisingMode,
    EnumAnalysisField,
    KnowledgeBaseConfig,
    Language,
    LlmModel,
    ModelChoice,
    NumberAnalysisField,
    PiiCategory,
    PiiConfig,
    PiiMode,
    PostCallAnalysisModel,
    Pronunciation,
    PronunciationAlphabet,
    ResponseEngine,
    RetellLlmEngine,
    RetellLlmSettings,
    SpeechToSpeechModel,
    StartSpeaker,
    StringAnalysisField,
    SttMode,
    UserDtmfOptions,
    VocabSpecialization,
    VoicemailAction,
    VoicemailOption,
    VoicemailStaticText,
    VoiceModel,
)

ENGINE: ResponseEngine = RetellLlmEngine(llm_id="llm_1", version=2)
GOODBYE: VoicemailAction = VoicemailStaticText(text="Please give us a call back.")


def settings() -> AgentSettings:
    """Every setting of an agent."""
    return AgentSettings(
        agent_name="Night shift",
        webhook_url=None,
        webhook_timeout_ms=5000,
        response_engine=ENGINE,
        voice_id="11labs-Adrian",
        voice_model=VoiceModel.ELEVEN_TURBO_V2,
        fallback_voice_ids=["openai-Alloy"],
        voice_speed=1.1,
        voice_temperature=1,
        volume=0.8,
        responsiveness=0.5,
        interruption_sensitivity=0.4,
        enable_backchannel=True,
        backchannel_frequency=0.9,
        backchannel_words=["yeah"],
        reminder_trigger_ms=10000,
        reminder_max_count=2,
        ambient_sound=AmbientSound.CALL_CENTER,
        ambient_sound_volume=1,
        language=Language.EN_GB,
        boosted_keywords=None,
        data_storage_setting=DataStorageSetting.EVERYTHING_EXCEPT_PII,
        opt_in_signed_url=True,
        pronunciation_dictionary=[Pronunciation(word="actually", alphabet=PronunciationAlphabet.IPA, phoneme="ˈæktʃ")],
        normalize_for_speech=True,
        end_call_after_silence_ms=600000,
        max_call_duration_ms=3600000,
        voicemail_option=VoicemailOption(action=GOODBYE),
        post_call_analysis_data=[
            StringAnalysisField(name="customer", description="The name.", examples=["Ann"]),
            EnumAnalysisField(name="rating", description="How it was.", choices=["good", "bad"]),
            BooleanAnalysisField(name="returning", description="Whether again."),
            NumberAnalysisField(name="units", description="How many."),
        ],
        post_call_analysis_model=PostCallAnalysisModel.GPT_4O_MINI,
        begin_message_delay_ms=1000,
        ring_duration_ms=30000,
        stt_mode=SttMode.FAST,
        vocab_specialization=VocabSpecialization.MEDICAL,
        allow_user_dtmf=True,
        user_dtmf_options=UserDtmfOptions(digit_limit=4, termination_key="#", timeout_ms=2500),
        denoising_mode=DenoisingMode.NOISE_CANCELLATION,
        pii_config=PiiConfig(mode=PiiMode.POST_CALL, categories=[PiiCategory.SSN, "email"]),
    )


def override() -> AgentOverride:
    """Return settings of all three kinds."""
    knowledge = KnowledgeBaseConfig(top_k=3, filter_score=0.6)
    return AgentOverride(
        agent=settings(),
        retell_llm=RetellLlmSettings(
            begin_message="Hi",
            begin_after_user_silence_ms=2000,
            start_speaker=StartSpeaker.AGENT,
            model=LlmModel.GPT_4_1,
            s2s_model=SpeechToSpeechModel.GPT_REALTIME,
            model_temperature=0,
            model_high_priority=False,
            tool_call_strict_mode=True,
            knowledge_base_ids=["kb_1"],
            kb_config=knowledge,
        ),
        conversation_flow=ConversationFlowSettings(
            start_speaker="user",
            model_choice=ModelChoice(model="gpt-4.1", high_priority=True),
            kb_config=knowledge,
        ),
    )


def main() -> None:
    """Register the call."""
    with AuthenticatedClient(os.environ["API_URL"]) as client:
        call = create_web_call.sync(
            client=client,
            body=CreateWebCallRequest(agent_id="agent_1", agent_version=1, agent_override=override()),
        )
    print(call.call_id)


if __name__ == "__main__":
    main()
