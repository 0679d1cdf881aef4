"""The rules, one sentence each, on Picketline as it is."""

from pathlib import Path

from tests.architecture import rules

TREE = Path(__file__).resolve().parent.parent.parent


def test_an_app_uses_only_what_came_earlier_in_the_story():
    assert rules.imports_against_the_story(TREE) == []


def test_the_inside_of_every_app_is_looked_at():
    assert rules.apps_outside_the_contracts(TREE) == []


def test_no_key_points_forward_in_the_story():
    assert rules.keys_pointing_forward(TREE) == []


def test_no_key_points_at_anything_whatever():
    assert rules.generic_keys(TREE) == []


def test_no_file_has_a_name_that_says_nothing():
    assert rules.names_that_say_nothing(TREE) == []


def test_no_file_is_longer_than_400_lines():
    assert rules.long_files(TREE) == []


def test_no_function_is_longer_than_40_lines():
    assert rules.long_functions(TREE) == []


def test_every_app_says_in_one_sentence_what_it_is_about():
    assert rules.apps_without_a_sentence(TREE) == []


def test_pages_has_no_models():
    assert rules.models_in_pages(TREE) == []


def test_no_migration_is_missing():
    assert rules.missing_migrations(TREE) == []


def test_every_route_says_whom_it_is_for():
    assert rules.routes_without_audience(TREE) == []


def test_every_route_is_put_to_the_test():
    assert rules.routes_put_to_no_test(TREE) == []


def test_every_setting_is_in_the_manual_and_no_other():
    assert rules.undocumented_settings(TREE) == []


def test_tests_speak_with_this_computer_only():
    assert rules.ways_out_of_this_computer(TREE) == []


def test_no_text_reaches_a_page_unescaped():
    assert rules.unescaped_text(TREE) == []


def test_mail_leaves_by_a_courier():
    assert rules.mail_past_the_couriers(TREE) == []


def test_stories_drive_the_real_thing_and_send_by_real_mail():
    assert rules.stories_past_the_real_thing(TREE) == []


def test_no_work_is_left_to_nobody():
    assert rules.work_without_an_owner(TREE) == []


def test_every_verb_noun_and_courier_has_its_sentence():
    assert rules.verbs_and_nouns_without_a_sentence(TREE) == []
